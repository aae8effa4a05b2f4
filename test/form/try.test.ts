import { describe, expect } from "vitest";
import { threadWith } from "../fixtures/threadWith";
import { triedServer } from "../unit/support/triedServer";
import { eventually } from "./support/eventually";
import type { FormBrowser } from "./support/formBrowser";
import { it } from "./support/formTest";
import { type OpenForm, openForm } from "./support/openForm";

const threadId = "8f0c2b5e-6f0a-4b53-9a86-0d5f5a1c7e21";
const args = { thread_id: threadId, assistant_id: "agent", schedule: "0 9 * * *", timezone: "UTC", input: { a: 1 } };

const fold = ({ page }: OpenForm) => page.locator("[data-section=try]");
const button = (form: OpenForm, name: string) => fold(form).getByRole("button", { name });
const focused = ({ page }: OpenForm) => page.locator(":focus").textContent();

describe("A try in the form", () => {
  let browser: FormBrowser;
  it.beforeAll(({ browser: shared }) => {
    browser = shared;
  });

  it("runs once however often it is pressed, shows the answer beside, and creates the cron then", async () => {
    const { api, memory } = triedServer({ values: { messages: [{ type: "ai", content: "<b>Good news</b>" }] } });
    const form = await openForm(browser, { draft: { arguments: args }, tryServer: api });
    await fold(form).locator("summary").press("Enter");
    await button(form, "Run Once Now").dblclick();
    await fold(form).getByText("<b>Good news</b>").waitFor();
    await fold(form).getByText("on a thread of its own, which is deleted").waitFor();
    expect(memory.count("createRun")).toBe(1);
    expect(form.submitted).toEqual([]);
    await button(form, "Looks Right: Create Cron").press("Enter");
    await eventually(() => form.submitted).toEqual([args]);
    await form.page.locator(".card").getByText("Created.").waitFor();
    expect(await button(form, "Looks Right").isVisible()).toBe(false);
    await button(form, "Run Once Now").click();
    await eventually(() => memory.count("createRun")).toBe(2);
    expect(form.problems).toEqual([]);
    await form.close();
  });

  it("runs on the chosen thread if that is wanted, and says so", async () => {
    const { api, memory } = triedServer({ values: { total: 3 } });
    memory.threads.push(threadWith({ thread_id: threadId }));
    const form = await openForm(browser, { draft: { arguments: args }, tryServer: api });
    await fold(form).locator("summary").press("Enter");
    await fold(form).getByRole("checkbox").check();
    await button(form, "Run Once Now").press("Enter");
    await eventually(() => memory.runs.get(threadId)?.length).toBe(1);
    await button(form, "Looks Right").waitFor();
    await form.page.locator("#input-input").fill('{"a": 2}');
    await fold(form).getByText("The form has changed since this run.").waitFor();
    expect(await button(form, "Looks Right").isVisible()).toBe(false);
    await form.page.locator("#thread_id-none").check();
    await eventually(() => fold(form).getByRole("checkbox").isVisible()).toBe(false);
    await form.close();
  });

  it("is cancelled by keyboard, keeps the focus, and is there again when the page comes back", async () => {
    const { api, memory } = triedServer(undefined);
    const form = await openForm(browser, { draft: { arguments: args }, tryServer: api });
    await fold(form).locator("summary").press("Enter");
    await button(form, "Run Once Now").press("Enter");
    await fold(form).getByText("The run is at work…").waitFor();
    expect(await focused(form)).toBe("Run Once Now");
    const again = await openForm(browser, { host: form.host });
    await fold(again).getByText("The run is at work…").waitFor();
    await button(again, "Cancel").press("Enter");
    await fold(again).getByText("Cancelled after").waitFor();
    expect([await focused(again), memory.count("cancelRun"), memory.threads]).toEqual(["Run Once Now", 1, []]);
    expect(await button(again, "Looks Right").isVisible()).toBe(false);
    await again.close();
    await form.close();
  });
});
