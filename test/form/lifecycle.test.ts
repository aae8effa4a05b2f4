import { describe, expect } from "vitest";
import { namesLock } from "../../src/core/lifecycle/lease/lockName";
import type { SubmitOutcome, SubmitProgress } from "../../src/core/lifecycle/submission/submission";
import { ServerFailure, type ServerProblem } from "../../src/core/server/problems/serverProblem";
import { cronWith } from "../fixtures/cronWith";
import { eventually } from "./support/eventually";
import type { FormBrowser } from "./support/formBrowser";
import { FormHost, threadId } from "./support/formHost";
import { it } from "./support/formTest";
import { type OpenForm, openForm } from "./support/openForm";

const ready = {
  arguments: {
    thread_id: threadId,
    assistant_id: "agent",
    schedule: "0 9 * * 1-5",
    input: { messages: [] },
    timezone: "UTC",
  },
};

const created: SubmitOutcome = {
  kind: "created",
  cron: cronWith({ cron_id: "c1" }),
  pausedFirst: true,
  notTaken: [],
  took: "own",
};

/** A submit whose progress and end the test decides. */
function pendingSubmit() {
  let resolve: (outcome: SubmitOutcome) => void = () => undefined;
  const promise = new Promise<SubmitOutcome>((ended) => {
    resolve = ended;
  });
  let report: (progress: SubmitProgress) => void = () => undefined;
  return {
    end: (outcome: SubmitOutcome) => resolve(outcome),
    report: (progress: SubmitProgress) => report(progress),
    send: (options: { readonly onProgress?: (progress: SubmitProgress) => void }) => {
      report = options.onProgress ?? report;
      return promise;
    },
  };
}

function refusing(problem: ServerProblem): () => Promise<SubmitOutcome> {
  return () => Promise.reject(new ServerFailure(problem, { method: "POST", path: "/runs/crons" }));
}

const status = (form: OpenForm) => form.page.locator(".status");

describe("From a draft to a cron", () => {
  let browser: FormBrowser;
  it.beforeAll(({ browser: shared }) => {
    browser = shared;
  });

  it("shows words and the next ten runs on three clocks while a schedule is typed", async () => {
    const form = await openForm(browser);
    await form.input("schedule").fill("0 9 * * 1-5");
    await form.input("timezone").fill("America/New_York");
    await form.page.getByText("At 09:00, Monday through Friday").waitFor();
    const rows = form.page.locator(".preview tbody tr");
    await eventually(() => rows.count()).toBe(10);
    await eventually(() => rows.filter({ visible: true }).count()).toBe(5);
    await form.page.getByRole("button", { name: "5 more" }).click();
    await eventually(() => rows.filter({ visible: true }).count()).toBe(10);
    await eventually(() => rows.first().locator("td").allTextContents()).toEqual([
      "Tue 24 Nov, 09:00 in 3h",
      "Tue 24 Nov, 15:00",
      "Tue 24 Nov, 14:00",
    ]);
    await form.input("schedule").fill("0 9 31 2 *");
    await form.field("schedule").locator(".message.error").waitFor();
    await eventually(() => rows.count()).toBe(0);
    await form.close();
  });

  it("shows local time where the browser is, and offers that zone first", async () => {
    const form = await openForm(browser, { zone: "America/New_York" });
    await form.input("schedule").fill("0 9 * * 1-5");
    const heads = form.page.locator(".preview th");
    await eventually(() => heads.allTextContents()).toEqual(["In UTC", "Local time (America/New_York)"]);
    await form.input("timezone").press("ArrowDown");
    await eventually(() => form.page.locator("#timezone-input-option-0").textContent()).toContain("America/New_York");
    await form.close();
  });

  it("says how other schedulers read the schedule, with a link, only if they read it differently", async () => {
    const form = await openForm(browser, { dialect: "secondsFirst" });
    const line = form.page.locator(".preview .elsewhere");
    await form.input("schedule").fill("0 22-4 * * *");
    await line.getByText("Other schedulers refuse it.").waitFor();
    expect(await line.getByRole("link", { name: "What differs" }).getAttribute("href")).toMatch(/^https:/);
    await form.input("schedule").fill("0 30 9 * * 1-5");
    await form.page.getByText("At 09:30, Monday through Friday").waitFor();
    await eventually(() => line.isVisible()).toBe(false);
    await form.close();
  });

  it("sends once, however often the button is pressed, and shows each step", async () => {
    const { end, report, send } = pendingSubmit();
    const form = await openForm(browser, { draft: ready, send });
    for (let press = 0; press < 5; press += 1) {
      await form.page.keyboard.press("Control+Enter");
    }
    await eventually(() => form.submitted).toEqual([ready.arguments]);
    report({ step: "comparing" });
    await status(form).getByText("Comparing what the server understood…").waitFor();
    expect(await form.input("schedule").isDisabled()).toBe(true);
    expect(await form.page.locator(":focus").textContent()).toBe("Cancel");
    end(created);
    await status(form).getByText("Created.").waitFor();
    expect(form.submitted).toEqual([ready.arguments]);
    await form.page.keyboard.press("Enter");
    await eventually(() => form.others).toEqual(["reveal c1"]);
    expect(await form.page.locator("h1").textContent()).toBe("Cron “agent-weekdays”");
    const card = form.page.locator(".card");
    expect(await card.locator("h2").textContent()).toBe("“agent-weekdays” on Local");
    expect(await card.locator("button").allTextContents()).toEqual([
      ...["Reveal in Tree", "Run Now", "Edit", "Duplicate", "Save as Spec File"],
    ]);
    expect(await form.input("schedule").isVisible()).toBe(false);
    await card.getByRole("button", { name: "Run Now" }).click();
    await eventually(() => form.others).toEqual(["reveal c1", "run c1"]);
    await card.getByRole("button", { name: "Save as Spec File" }).click();
    await card.getByRole("button", { name: "Open File" }).click();
    await eventually(() => form.others.at(-1)).toBe("open file:///ws/agent-weekdays.cron.json");
    await card.getByRole("button", { name: "Duplicate" }).click();
    await eventually(() => form.page.locator("h1").textContent()).toContain("New cron, copied from “agent-");
    expect(await form.input("schedule").inputValue()).toBe("0 9 * * 1-5");
    expect(await form.input("schedule").isDisabled()).toBe(false);
    await form.close();
  });

  it("shows what the server said, which attempt it is and the time left, and can finish in the background", async () => {
    const { report, send } = pendingSubmit();
    const form = await openForm(browser, { draft: ready, send });
    await form.page.keyboard.press("Control+Enter");
    await eventually(() => form.submitted.length).toBe(1);
    const problem = { kind: "serverError", status: 500, detail: "<b>out of paper</b>" } as const;
    report({ step: "waitingAfterDoubt", attempt: 2, waitMilliseconds: 30_000, problem });
    await status(form).getByText("<b>out of paper</b>").waitFor();
    await status(form).getByText("(try 2)").waitFor();
    await status(form)
      .getByText(/^\d+ s left$/)
      .waitFor();
    await form.page.getByText("Finish in the Background").click();
    await eventually(() => form.host.isClosed).toBe(true);
    expect(form.cancelled).toEqual([]);
    await form.close();
  });

  it("says for whom a submit waits and how long at most, and cancels the wait", async () => {
    const { report, send } = pendingSubmit();
    const form = await openForm(browser, { draft: ready, send });
    await form.page.keyboard.press("Control+Enter");
    await eventually(() => form.submitted.length).toBe(1);
    const others = { lockName: namesLock, who: "ann@laptop", mostMilliseconds: 105_000, isLong: true };
    report({ step: "waitingForOthers", others: { ...others, isLong: false } });
    await status(form).getByText("Somebody else writes at the same time. Waiting for them…").waitFor();
    report({ step: "waitingForOthers", others });
    await status(form)
      .getByText("Waiting for ann@laptop, who is creating crons on this server with an apply. If")
      .waitFor();
    await status(form).getByText("this takes 120 seconds at most…").waitFor();
    expect(await status(form).getByText("s left").count()).toBe(0);
    await form.page.getByRole("button", { name: "Cancel" }).click();
    await eventually(() => form.cancelled.length).toBe(1);
    await form.close();
  });

  it("whose page is unloaded and reloaded is where it was, during a submit and after it", async () => {
    const { end, report, send } = pendingSubmit();
    const host = new FormHost({ draft: ready, send });
    const first = await openForm(browser, { host });
    await first.page.keyboard.press("Control+Enter");
    await eventually(() => host.asked.submitted.length).toBe(1);
    report({ step: "comparing" });
    await first.close();
    host.controller.setView("hidden");
    const second = await openForm(browser, { host });
    await status(second).getByText("Comparing what the server understood…").waitFor();
    expect(await second.input("schedule").isDisabled()).toBe(true);
    await second.close();
    end(created);
    await eventually(() => host.news.length).toBe(1);
    const third = await openForm(browser, { host });
    await status(third).getByText("Created.").waitFor();
    expect(await third.page.getByRole("button", { name: "Create Cron" }).count()).toBe(0);
    await third.page.keyboard.press("Control+Enter");
    expect(host.asked.submitted).toHaveLength(1);
    await third.close();
  });

  it("can be cancelled, and keeps everything", async () => {
    const { end, send } = pendingSubmit();
    const form = await openForm(browser, { draft: ready, send });
    await form.page.keyboard.press("Control+Enter");
    await eventually(() => form.submitted.length).toBe(1);
    await form.page.getByText("Cancel", { exact: true }).click();
    await eventually(() => form.cancelled.length).toBe(1);
    end({ kind: "cancelled" });
    await status(form).getByText("No cron was left behind").waitFor();
    expect(await form.input("schedule").inputValue()).toBe("0 9 * * 1-5");
    await form.close();
  });

  it("puts a server's refusal at the field that caused it, until that field is changed", async () => {
    const detail = "Assistant '<b>agent</b>' not found";
    const form = await openForm(browser, { draft: ready, send: refusing({ kind: "notFound", detail }) });
    await form.page.keyboard.press("Control+Enter");
    const field = form.field("assistant_id");
    await field.getByText(detail).waitFor();
    await status(form).getByText("The server refused it; no cron was created or changed.").waitFor();
    const input = form.input("assistant_id");
    expect(await input.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await input.getAttribute("aria-describedby")).toContain("assistant_id-messages");
    await input.fill("other");
    await eventually(() => field.locator(".message").count()).toBe(0);
    await form.close();
  });

  it("says what to do after any other failure", async () => {
    const form = await openForm(browser, { draft: ready, send: refusing({ kind: "unreachable", reason: "no route" }) });
    await form.page.keyboard.press("Control+Enter");
    await status(form).getByText("can't be reached (no route)").waitFor();
    await status(form).getByText("Edit Connection").click();
    await eventually(() => form.others).toEqual(["editConnection"]);
    await form.close();
  });

  it("explains a cron that was left paused", async () => {
    const mismatches = [{ what: "timezone", expected: "UTC", got: "CET" }] as const;
    const form = await openForm(browser, {
      draft: ready,
      send: async () => ({ kind: "mismatch", cron: cronWith({}), mismatches, left: "paused", cause: "unknown" }),
    });
    await form.page.keyboard.press("Control+Enter");
    await status(form).locator(".warning").getByText("Left paused").waitFor();
    await form.close();
  });

  it("asks about costs with the number of runs, whatever warnings were read", async () => {
    const often = { arguments: { ...ready.arguments, schedule: "* * * * *", enabled: true } };
    const form = await openForm(browser, { draft: often, agrees: false });
    await form.page.keyboard.press("Control+Enter");
    const again = form.page.getByText("Create Anyway");
    await again.or(status(form).getByText("Nothing was sent.")).waitFor();
    if (await again.isVisible()) await again.click();
    await status(form).getByText("Nothing was sent.").waitFor();
    expect([form.host.questions.map(Math.round as (count: unknown) => number), form.submitted]).toEqual([[1440], []]);
    await form.close();
  });

  it("says what happens to results without a thread, and offers the other choice", async () => {
    const { thread_id: _thread, ...others } = ready.arguments;
    const form = await openForm(browser, { draft: { arguments: { ...others, thread_id: null } } });
    const facts = form.page.locator(".facts");
    await facts.getByText("its thread and result are deleted").waitFor();
    await form.field("on_run_completed").getByRole("radio", { name: "Keep it" }).check();
    await facts.getByText("are kept").waitFor();
    await form.page.keyboard.press("Control+Enter");
    await eventually(() => form.submitted).toMatchObject([{ on_run_completed: "keep" }]);
    await form.close();
  });

  it("sends nothing about results to a cron on a thread, and remembers the choice", async () => {
    const { thread_id: _thread, ...others } = ready.arguments;
    const form = await openForm(browser, {
      draft: { arguments: { ...others, thread_id: null, on_run_completed: "keep" } },
    });
    const results = form.field("on_run_completed");
    await form.page.locator("#thread_id-some").check();
    await eventually(() => results.isVisible()).toBe(false);
    await form.input("thread_id").fill(threadId);
    await form.page.locator("#thread_id-none").check();
    expect(await results.getByRole("radio", { name: "Keep it" }).isChecked()).toBe(true);
    await form.page.locator("#thread_id-some").check();
    await form.page.keyboard.press("Control+Enter");
    await eventually(() => form.submitted).toEqual([{ ...others, thread_id: threadId }]);
    await form.close();
  });

  it("lists in its summary what the cron will do, and takes to what is missing or wrong", async () => {
    const form = await openForm(browser, { draft: { arguments: { thread_id: null, metadata: { team: "a" } } } });
    const facts = form.page.locator(".facts");
    expect(await facts.locator("dt").allTextContents()).toEqual([
      "Name",
      "Server",
      "Answers",
      "Results",
      "Also set",
      "Still needed",
    ]);
    await facts.getByRole("button", { name: "Schedule" }).click();
    await form.page.keyboard.insertText("0 25 * * *");
    expect(await form.input("schedule").inputValue()).toBe("0 25 * * *");
    await form.input("webhook").fill("nowhere");
    await form.unfold("more");
    await facts.locator(".error").getByText("To correct").waitFor();
    await form.unfold("end");
    await form.input("end_time").fill("2027-01-31 18:00");
    await facts.getByText("2027-01-31 18:00 +01:00").waitFor();
    await facts.getByRole("button", { name: "Webhook" }).click();
    expect(await form.input("webhook").evaluate((input) => input === document.activeElement)).toBe(true);
    await form.close();
  });

  it("is named after what runs and how often, until a name is typed; a taken one is told, with one that is free", async () => {
    const form = await openForm(browser, { names: ["agent-weekdays", "mine"] });
    const name = form.input("name");
    await eventually(() => name.inputValue()).toBe("cron");
    await form.input("assistant_id").fill("agent");
    await form.input("schedule").fill("0 9 * * 1-5");
    await eventually(() => name.inputValue()).toBe("agent-weekdays-2");
    await form.field("name").getByText("proposed · free on Local").waitFor();
    await name.fill("mine");
    await form.field("name").getByText("Local already has a cron of this name").waitFor();
    await form.page.locator(".facts").getByRole("button", { name: "Name" }).waitFor();
    await form.field("name").getByRole("button", { name: "Use “mine-2”" }).click();
    await form.field("name").getByText("free on Local").waitFor();
    expect([await name.inputValue(), await name.evaluate((input) => input === document.activeElement)]).toEqual([
      "mine-2",
      true,
    ]);
    await name.fill("");
    await form.page.keyboard.press("Tab");
    expect(await name.inputValue()).toBe("agent-weekdays-2");
    await eventually(() => form.host.controller.stored.draft).toMatchObject({ name: "", proposed: "agent-weekdays-2" });
    await form.close();
  });

  it("says that its connection was removed, and is not sent until another is chosen", async () => {
    const form = await openForm(browser, { draft: ready });
    form.host.isConnected = false;
    form.host.tellTarget();
    await form.page.locator("header").getByText("The connection “Local” was removed.").waitFor();
    await form.page.keyboard.press("Control+Enter");
    await status(form).getByText("Nothing was sent").waitFor();
    expect(form.submitted).toEqual([]);
    await form.page.locator("header").getByText("Choose Another Connection").click();
    await eventually(() => form.others).toEqual(["choose connection"]);
    await form.close();
  });

  it("says that its server has no crons, and goes to another one with all that was typed", async () => {
    const problem = { kind: "noCrons", version: "1.5.1" } as const;
    const form = await openForm(browser, {
      draft: ready,
      server: { kind: "problem", problem },
      send: async () => {
        throw new ServerFailure(problem, { method: "POST", path: "/runs/crons" });
      },
    });
    await form.page.locator("header").getByText("This server (version 1.5.1) has no cron jobs").waitFor();
    await form.input("schedule").fill("15 7 * * 1-5");
    await form.page.keyboard.press("Control+Enter");
    await status(form).getByText("has no cron jobs").waitFor();
    await status(form).getByRole("button", { name: "Choose Another Connection" }).click();
    await eventually(() => form.others).toEqual(["choose connection"]);
    await eventually(() => form.host.controller.stored.destination.name).toBe("other");
    await form.page.locator("header").getByText("other").first().waitFor();
    expect(await form.input("schedule").inputValue()).toBe("15 7 * * 1-5");
    await form.close();
  });

  it("asks for assistants again when its picker is opened again", async () => {
    const lists: Record<string, unknown> = {
      assistants: { kind: "unavailable", message: "It can't be reached." },
      draft: { arguments: {} },
    };
    const form = await openForm(browser, lists);
    const input = form.input("assistant_id");
    await input.focus();
    await form.page.keyboard.press("ArrowDown");
    await form.field("assistant_id").getByText("It can't be reached.").waitFor();
    await form.page.keyboard.press("Escape");
    lists.assistants = { kind: "list", choices: [{ value: "agent", label: "agent", detail: "" }] };
    await form.page.keyboard.press("ArrowDown");
    await form.page.getByRole("option", { name: "agent" }).waitFor();
    await form.close();
  });

  it("has the server's own findings at their fields, as the editor has", async () => {
    const { assistant_id: _assistant, ...others } = ready.arguments;
    const form = await openForm(browser, {
      draft: { arguments: { ...others, assistant_id: "agnet", interrupt_before: ["reviw"] } },
      questions: {
        assistants: async () => [
          { assistant_id: "fe096781-5601-53d2-b2f6-0d3403f7e9ca", graph_id: "agent", name: "agent", metadata: {} },
        ],
        threads: async () => [],
        nodes: async () => ["review"],
        schemas: async () => ({ input_schema: null, config_schema: null, context_schema: null }),
      },
    });
    await form.field("thread_id").locator(".message").waitFor();
    await form.field("assistant_id").getByRole("button", { name: "Use agent" }).click();
    await eventually(() => form.input("assistant_id").inputValue()).toBe("agent");
    await form.field("interrupt_before").getByRole("button", { name: "Use review" }).waitFor();
    await form.close();
  });

  it("asks again where a warning was not on the screen yet", async () => {
    const { input: _input, ...withoutInput } = ready.arguments;
    const form = await openForm(browser, { draft: { arguments: withoutInput } });
    await form.page.keyboard.press("Control+Enter");
    await form.page.getByText("Create Anyway").waitFor();
    expect(form.submitted).toEqual([]);
    await form.page.getByText("Create Anyway").click();
    await eventually(() => form.submitted).toEqual([withoutInput]);
    await form.close();
  });

  it("comes back as it was, including invalid input", async () => {
    const form = await openForm(browser, { draft: ready });
    await form.input("input").fill('{ "messages": [');
    await form.input("schedule").fill("0 9 *");
    await form.unfold("end");
    await form.input("end_time").fill("next week");
    await form.unfold("more");
    await form.page.locator("#interrupt_before-input").fill("half a na");
    await eventually(() => form.host.controller.stored.draft.typed.interrupt_before).toMatchObject({
      state: { text: "half a na" },
    });
    await form.close();
    const again = await openForm(browser, { host: form.host });
    expect(await again.input("input").inputValue()).toBe('{ "messages": [');
    expect(await again.input("schedule").inputValue()).toBe("0 9 *");
    expect(await again.input("end_time").inputValue()).toBe("next week");
    expect(await again.input("interrupt_before").inputValue()).toBe("half a na");
    expect(await again.input("assistant_id").inputValue()).toBe("agent");
    await again.close();
  });

  it("says why nothing can be sent from an untrusted workspace, and offers to trust it", async () => {
    const form = await openForm(browser, {
      target: { trusted: false },
      server: { kind: "unknown" },
      assistants: { kind: "unavailable", message: "Nothing is sent until you trust this workspace." },
    });
    await form.page.getByText("Manage Workspace Trust").click();
    await eventually(() => form.others).toEqual(["manageTrust"]);
    await form.input("assistant_id").press("ArrowDown");
    await form.page.getByText("Nothing is sent until you trust").waitFor();
    await form.close();
  });

  it("survives messages that are not its own", async () => {
    const form = await openForm(browser, { draft: ready });
    await form.page.evaluate(() => {
      for (const message of [null, 5, "x", { id: 1 }, { event: "step" }, { id: 99, ok: true, reply: {} }]) {
        window.postMessage(message, "*");
      }
    });
    await eventually(() => form.problems.length).toBe(6);
    expect(await form.input("schedule").inputValue()).toBe("0 9 * * 1-5");
    await form.close();
  });
});
