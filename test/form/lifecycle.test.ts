import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SubmitReply } from "../../src/protocol/cronForm";
import { launchBrowser } from "../support/browser";
import { eventually } from "./support/eventually";
import { threadId } from "./support/formHost";
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

/** A submit whose end the test decides. */
function pendingSubmit() {
  let end: (reply: SubmitReply) => void = () => undefined;
  const ended = new Promise<SubmitReply>((resolve) => {
    end = resolve;
  });
  return { end: (reply: SubmitReply) => end(reply), submit: () => ended };
}

const status = (form: OpenForm) => form.page.locator(".status");

describe("From a draft to a cron", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it("shows words and the next five runs on three clocks while a schedule is typed", async () => {
    const form = await openForm(browser);
    await form.input("schedule").fill("0 9 * * 1-5");
    await form.input("timezone").fill("America/New_York");
    await form.page.getByText("At 09:00, Monday through Friday").waitFor();
    const rows = form.page.locator(".preview tbody tr");
    await eventually(() => rows.count()).toBe(5);
    await eventually(() => rows.first().locator("td").allTextContents()).toEqual([
      "Tue 24 Nov, 09:00",
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

  it("says what other schedulers make of the schedule, with a link, only where that is something else", async () => {
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

  it("sends once, however often it is asked to, and shows each step", async () => {
    const { end, submit } = pendingSubmit();
    const form = await openForm(browser, { draft: ready, submit });
    for (let press = 0; press < 5; press += 1) {
      await form.page.keyboard.press("Control+Enter");
    }
    await status(form).getByText("Creating the cron, paused…").waitFor();
    await form.tell({ event: "step", step: "comparing" });
    await status(form).getByText("Comparing what the server understood…").waitFor();
    expect(await form.input("schedule").isDisabled()).toBe(true);
    expect(await form.page.locator(":focus").textContent()).toBe("Cancel");
    end({ kind: "done", cronId: "c1", message: "The cron was created." });
    await status(form).getByText("The cron was created.").waitFor();
    expect(form.submitted).toEqual([ready.arguments]);
    await form.page.keyboard.press("Enter");
    await eventually(() => form.others).toEqual(["reveal c1"]);
    await form.page.getByText("Create Another").click();
    expect(await form.input("schedule").inputValue()).toBe("0 9 * * 1-5");
    expect(await form.input("schedule").isDisabled()).toBe(false);
    await form.close();
  });

  it("can be cancelled, and keeps everything", async () => {
    const { end, submit } = pendingSubmit();
    const form = await openForm(browser, { draft: ready, submit });
    await form.page.keyboard.press("Control+Enter");
    await form.page.getByText("Cancel", { exact: true }).click();
    await eventually(() => form.cancelled.length).toBe(1);
    end({ kind: "cancelled" });
    await status(form).getByText("No cron was left behind").waitFor();
    expect(await form.input("schedule").inputValue()).toBe("0 9 * * 1-5");
    await form.close();
  });

  it("puts a server's refusal at the field that caused it, until that field is changed", async () => {
    const message = "Assistant '<b>agent</b>' not found";
    const refusal: SubmitReply = {
      kind: "refused",
      messages: [{ code: "server", severity: "error", path: ["assistant_id"], message }],
    };
    const form = await openForm(browser, { draft: ready, submit: async () => refusal });
    await form.page.keyboard.press("Control+Enter");
    const field = form.field("assistant_id");
    await field.getByText(message).waitFor();
    const input = form.input("assistant_id");
    expect(await input.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await input.getAttribute("aria-describedby")).toContain("assistant_id-messages");
    await input.fill("other");
    await eventually(() => field.locator(".message").count()).toBe(0);
    await form.close();
  });

  it("says what to do after any other failure", async () => {
    const form = await openForm(browser, {
      draft: ready,
      submit: async () => ({ kind: "failed", message: "It can't be reached.", action: "editConnection" }),
    });
    await form.page.keyboard.press("Control+Enter");
    await status(form).getByText("It can't be reached.").waitFor();
    await status(form).getByText("Edit Connection").click();
    await eventually(() => form.others).toEqual(["editConnection"]);
    await form.close();
  });

  it("explains a cron that was left paused", async () => {
    const form = await openForm(browser, {
      draft: ready,
      submit: async () => ({ kind: "paused", cronId: "c1", message: "Left paused: the server reads it differently." }),
    });
    await form.page.keyboard.press("Control+Enter");
    await status(form).locator(".warning").getByText("Left paused").waitFor();
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

  it("comes back as it was, with what makes no sense yet", async () => {
    const form = await openForm(browser, { draft: ready });
    await form.input("input").fill('{ "messages": [');
    await form.input("schedule").fill("0 9 *");
    await form.input("end_time").fill("next week");
    await form.page
      .locator("#interrupt_before-input")
      .evaluate((input) => input.closest("details")?.setAttribute("open", ""));
    await form.page.locator("#interrupt_before-input").fill("half a na");
    await eventually(() => form.states.at(-1)?.draft.typed.interrupt_before).toMatchObject({
      state: { text: "half a na" },
    });
    const draft = form.states.at(-1)?.draft;
    await form.close();
    const again = await openForm(browser, { ...(draft === undefined ? {} : { draft }) });
    expect(await again.input("input").inputValue()).toBe('{ "messages": [');
    expect(await again.input("schedule").inputValue()).toBe("0 9 *");
    expect(await again.input("end_time").inputValue()).toBe("next week");
    expect(await again.input("interrupt_before").inputValue()).toBe("half a na");
    expect(await again.input("assistant_id").inputValue()).toBe("agent");
    await again.close();
  });

  it("says why nothing can be sent from a workspace without trust, and leads to it", async () => {
    const form = await openForm(browser, {
      target: { trusted: false, status: { kind: "asking" } },
      assistants: { kind: "unavailable", message: "Nothing is sent until you trust this workspace." },
    });
    await form.page.getByText("Manage Workspace Trust").click();
    await eventually(() => form.others).toEqual(["manageTrust"]);
    await form.input("assistant_id").press("ArrowDown");
    await form.page.getByText("Nothing is sent until you trust").waitFor();
    await form.close();
  });

  it("survives messages that are none of its own", async () => {
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
