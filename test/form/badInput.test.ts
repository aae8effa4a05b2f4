import { describe, expect } from "vitest";
import type { ParameterName, RawArguments } from "../../src/core/arguments/cronArguments";
import { parameters } from "../../src/core/arguments/parameters";
import type { JsonValue } from "../../src/core/base/json";
import { eventually } from "./support/eventually";
import type { FormBrowser } from "./support/formBrowser";
import { threadId } from "./support/formHost";
import { it } from "./support/formTest";
import { type OpenForm, openForm } from "./support/openForm";

type Bad = Readonly<Partial<Record<ParameterName, JsonValue>>>;

const names = parameters.map(({ name }) => name);
const script = "<img src=x onerror=document.title='run'>";
const link = "](command:workbench.action.quit)";
const megabytes = (count: number) => "x".repeat(count * 1_000_000);

const wrongType: Readonly<Record<ParameterName, JsonValue>> = {
  thread_id: 5,
  assistant_id: { name: "agent" },
  on_run_completed: "burn",
  schedule: 5,
  timezone: ["UTC"],
  end_time: 1_800_000_000,
  enabled: "yes",
  input: "hello",
  context: 3,
  config: "fast",
  metadata: [1],
  multitask_strategy: "zzz",
  durability: true,
  interrupt_before: "say",
  interrupt_after: [7],
  webhook: 8,
  checkpoint_during: "no",
  stream_mode: ["values", "all"],
  stream_subgraphs: "no",
  stream_resumable: 1,
  headers: { "x-team": 1 },
  params: { tenant: {} },
};

const hostile: Bad = {
  thread_id: script,
  schedule: `0 9 * * ${script}`,
  timezone: `Europe/${link}`,
  end_time: script,
  interrupt_before: [`${script}\u0000`],
  webhook: `javascript:${script}`,
  stream_mode: script,
  headers: { "x-team": "a\r\nx-admin: 1", [`x${link}`]: "b" },
  metadata: { langgraph_crons_name: script },
  params: { [script]: { [link]: 1 } },
};

const huge: Bad = {
  assistant_id: megabytes(5),
  schedule: `${"0,".repeat(2_500_000)}0 * * * *`,
  webhook: `https://example.com/${megabytes(5)}`,
  input: { messages: [megabytes(5)] },
  headers: { "x-team": megabytes(5) },
};

/** Opens a form with these arguments and presses Ctrl+Enter. */
async function submit(browser: FormBrowser, args: RawArguments): Promise<OpenForm> {
  const form = await openForm(browser, { draft: { arguments: args } });
  await form.page.keyboard.press("Control+Enter");
  await form.page.locator(".status .banner.error").waitFor();
  return form;
}

async function fieldsWithErrors({ page }: OpenForm): Promise<readonly string[]> {
  return page
    .locator(".field:has(.message.error)")
    .evaluateAll((fields) => fields.map((field) => (field as HTMLElement).dataset.parameter ?? ""));
}

describe("Bad input is an error at its field; nothing is sent and nothing is lost", () => {
  let browser: FormBrowser;
  it.beforeAll(({ browser: shared }) => {
    browser = shared;
  });

  async function expectRefused(args: RawArguments, bad: readonly string[]): Promise<OpenForm> {
    const form = await submit(browser, args);
    // A value that its own control can't read refuses the press at once; the rules' findings come a moment later.
    await eventually(async () => [...(await fieldsWithErrors(form))].sort()).toEqual([...bad].sort());
    expect(form.submitted).toEqual([]);
    expect(form.problems).toEqual([]);
    return form;
  }

  it("the wrong type, for each parameter", async () => {
    const form = await expectRefused(wrongType, names);
    const first = form.page.locator(":focus");
    expect(await first.getAttribute("aria-invalid")).toBe("true");
    await form.page.getByText("Save as Spec File").click();
    await eventually(() => form.saved).toEqual([wrongType]);
    await form.close();
  });

  it("null, for each parameter but the one that may be null", async () => {
    const args = Object.fromEntries(names.map((name) => [name, null]));
    const form = await expectRefused(
      args,
      names.filter((name) => name !== "thread_id"),
    );
    await form.field("webhook").getByText("Remove it").click();
    await eventually(() => fieldsWithErrors(form)).not.toContain("webhook");
    await form.input("webhook").fill("https://example.com/done");
    await form.page.getByText("Save as Spec File").click();
    await eventually(() => form.saved[0]?.webhook).toBe("https://example.com/done");
    await form.close();
  });

  it("nothing at all, for each parameter that is required", async () => {
    const form = await expectRefused(
      {},
      names.filter((name) => parameters.find((each) => each.name === name)?.required),
    );
    await form.close();
  });

  it("five megabytes", { timeout: 120_000 }, async () => {
    const args = { thread_id: threadId, ...huge };
    const form = await expectRefused(args, Object.keys(huge));
    await form.page.getByText("Save as Spec File").click();
    await eventually(() => form.saved).toEqual([args]);
    await form.close();
  });

  it("five megabytes, pasted", { timeout: 120_000 }, async () => {
    const form = await openForm(browser);
    await form.input("assistant_id").evaluate((input, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      input.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, megabytes(5));
    const field = form.field("assistant_id");
    await field.getByText("5.0 million characters").waitFor();
    await field.locator(".message.error").waitFor();
    await field.getByText("Discard this value").click();
    await eventually(() => form.input("assistant_id").inputValue()).toBe("");
    await form.close();
  });

  it("text that looks like markup, a link or a header", async () => {
    const args = { assistant_id: script, ...hostile };
    const form = await expectRefused(args, Object.keys(hostile));
    expect(await form.page.locator("img").count()).toBe(0);
    expect(await form.page.title()).toBe("Create Cron");
    expect(await form.input("end_time").inputValue()).toBe(script);
    await form.input("end_time").fill("");
    await form.page.getByText("Save as Spec File").click();
    const { end_time: _cleared, ...others } = args;
    await eventually(() => form.saved).toEqual([others]);
    await form.close();
  });

  it("JSON that can't be read: the line is named, the text stays", async () => {
    const form = await openForm(browser, { draft: { arguments: { thread_id: threadId, assistant_id: "agent" } } });
    await form.input("input").fill('{\n  "messages": [\n    oops\n  ]\n}');
    await form.page.keyboard.press("Control+Enter");
    await form.field("input").getByText("Line 3, column 5").waitFor();
    expect(await form.field("input").locator(".marker").isVisible()).toBe(true);
    expect(await form.input("input").inputValue()).toContain("oops");
    expect(form.submitted).toEqual([]);
    await form.close();
  });

  it("an end that is not a date, a time that clocks skip, one that they show twice", async () => {
    const form = await openForm(browser);
    const zone = form.page.locator("#end_time-zone");
    await form.unfold("end");
    await form.input("end_time").fill("tomorrow");
    await form.field("end_time").getByText("year-month-day").waitFor();
    await form.input("end_time").fill("2027-03-28 02:30");
    await zone.fill("Europe/Berlin");
    await form.field("end_time").getByText("Sent as 2027-03-28T03:30:00+02:00").waitFor();
    await form.input("end_time").fill("2027-10-31 02:30");
    await form.field("end_time").getByText("Sent as 2027-10-31T02:30:00+02:00").waitFor();
    await form.page.locator("#end_time-which").selectOption("second");
    await form.field("end_time").getByText("Sent as 2027-10-31T02:30:00+01:00").waitFor();
    await zone.fill("Atlantis");
    await form.field("end_time").getByText("“Atlantis” is not a time zone").waitFor();
    await form.close();
  });

  it("keys without a field stay until they are removed or renamed", async () => {
    const form = await openForm(browser, { draft: { arguments: { flavour: 1, colour: 2, cron: "0 9 * * *" } } });
    await form.page.getByText("Use schedule").click();
    await eventually(() => form.input("schedule").inputValue()).toBe("0 9 * * *");
    await form.page.getByText("“flavour” is not a key").waitFor();
    await form.page.locator(".facts").getByRole("button", { name: "flavour" }).press("Enter");
    const focused = form.page.locator(":focus");
    for (const key of ["flavour", "colour"]) {
      expect(await focused.textContent()).toBe("Remove it");
      await form.page.keyboard.press("Enter");
      await form.page.getByText(`“${key}” is not a key`).waitFor({ state: "detached" });
    }
    await eventually(() =>
      form.page
        .locator(".facts")
        .getByRole("button", { name: /flavour|colour/ })
        .count(),
    ).toBe(0);
    expect(await focused.textContent()).toBe("New cron");
    await form.page.keyboard.press("Control+Z");
    await form.page.getByText("“colour” is not a key").waitFor();
    await form.close();
  });
});
