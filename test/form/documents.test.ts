import { describe, expect } from "vitest";
import type { JsonObject } from "../../src/core/base/json";
import { textInDraft } from "../../src/protocol/documentText";
import { triedServer } from "../unit/support/triedServer";
import { eventually } from "./support/eventually";
import type { FormBrowser } from "./support/formBrowser";
import { it } from "./support/formTest";
import { type FormOptions, type OpenForm, openForm } from "./support/openForm";

const ready = { thread_id: null, assistant_id: "agent", schedule: "0 9 * * 1-5" };

/** As much JSON as a server takes at most. */
const megabyte: JsonObject = {
  rows: Array.from({ length: 9_000 }, (_none, row) => ({ row, note: "one of many rows of a report".repeat(3) })),
};

describe("A JSON field of the form that is open in an editor beside it", () => {
  let browser: FormBrowser;
  it.beforeAll(({ browser: shared }) => {
    browser = shared;
  });

  const opener = ({ page }: OpenForm, field: string) => page.getByRole("button", { name: `Open in Editor: ${field}` });
  const type = ({ host }: OpenForm, name: string, text: string) =>
    host.documents.saved({ slot: 1, form: host.controller.stored.form, name }, text);
  const send = (form: OpenForm) => form.page.keyboard.press("Control+Enter");

  async function opened(args: JsonObject, name = "input", label = "Input", more?: FormOptions): Promise<OpenForm> {
    const form = await openForm(browser, { draft: { arguments: { ...ready, ...args } }, ...more });
    await form.field(name).evaluate((field) => field.closest("details")?.setAttribute("open", ""));
    await opener(form, label).press("Enter");
    await eventually(() => form.others).toEqual([`document ${name}`]);
    return form;
  }

  it("takes what is typed there, as a step that can be undone here, and sends it", async () => {
    const form = await opened({ input: { topic: "sales" } });
    type(form, "input", '{ "topic": "news" } // mine');
    await eventually(() => form.input("input").inputValue()).toBe('{ "topic": "news" } // mine');
    await form.input("input").focus();
    await form.page.keyboard.press("Control+z");
    await eventually(() => form.input("input").inputValue()).toContain("sales");
    await eventually(() => form.written.map(({ text }) => JSON.parse(text))).toEqual([{ topic: "sales" }]);
    await form.page.keyboard.press("Control+y");
    await send(form);
    await eventually(() => form.submitted).toEqual([{ ...ready, input: { topic: "news" } }]);
    await eventually(() => form.others).toEqual(["document input", "close input"]);
    expect(form.problems).toEqual([]);
    await form.close();
  });

  it("sends what was typed there in the moment before the press, once, and tries it too", async () => {
    const { api, memory } = triedServer(undefined);
    const form = await opened({ input: { topic: "sales" } }, "input", "Input", { tryServer: api });
    const typeUnsaved = (topic: string) => form.host.unsaved.push({ name: "input", text: JSON.stringify({ topic }) });
    await form.page.locator("[data-section=try] > summary").click();
    typeUnsaved("tried");
    await form.page.getByRole("button", { name: "Run Once Now" }).press("Enter");
    await eventually(() => [...memory.bodies.values()]).toMatchObject([{ input: { topic: "tried" } }]);
    typeUnsaved("sent");
    for (let press = 0; press < 3; press += 1) await send(form);
    await eventually(() => form.submitted).toEqual([{ ...ready, input: { topic: "sent" } }]);
    expect(form.problems).toEqual([]);
    await form.close();
  });

  it("sends nothing if its editor can't save what was typed there", async () => {
    const form = await opened({ input: { topic: "sales" } });
    form.host.unsaved.push({ name: "gone", text: "{}" });
    await send(form);
    await form.page.locator(".status").getByText("It can't be saved.").waitFor();
    expect(form.submitted).toEqual([]);
    await form.close();
  });

  it("tells the document what is typed here, and nothing that came from there", async () => {
    const form = await opened({ metadata: { team: "a" } }, "metadata", "Metadata");
    type(form, "metadata", '{ "team": "b" }');
    await eventually(() => form.input("metadata").inputValue()).toBe('{ "team": "b" }');
    await form.input("metadata").fill('{ "team": "c" }');
    await eventually(() => form.written).toEqual([{ name: "metadata", text: '{ "team": "c" }' }]);
    await form.close();
  });

  it("keeps the last value while there is no JSON, says so, and sends nothing", async () => {
    const form = await opened({ input: { topic: "sales" } });
    type(form, "input", '{\n  "topic": ');
    await form.field("input").getByText("the form keeps the last value").waitFor();
    expect(await form.input("input").inputValue()).toContain("sales");
    await send(form);
    await eventually(() => form.host.controller.shownPhase).toMatchObject({ kind: "editing", attempted: true });
    expect(form.submitted).toEqual([]);
    type(form, "input", '{ "topic": "news" }');
    await eventually(() => form.field("input").locator(".message").count()).toBe(0);
    await send(form);
    await eventually(() => form.submitted).toEqual([{ ...ready, input: { topic: "news" } }]);
    await form.close();
  });

  it("has here what was no JSON when the editor is closed, also in a page that came later", async () => {
    const form = await opened({ input: { topic: "sales" } });
    type(form, "input", "oops");
    await form.field("input").getByText("the form keeps the last value").waitFor();
    form.host.documents.closed({ slot: 1, form: form.host.controller.stored.form, name: "input" });
    await eventually(() => form.input("input").inputValue()).toBe("oops");
    await form.close();
    const later = await openForm(browser, { host: form.host });
    expect(await later.input("input").inputValue()).toBe("oops");
    await later.close();
  });

  it("is not open to what people write keys into", async () => {
    const form = await openForm(browser, { draft: { arguments: ready } });
    const labels = await form.page.locator(".opener button").evaluateAll((all) => all.map((each) => each.ariaLabel));
    expect(labels.map((label) => label?.split(": ")[1])).toEqual(["Input", "Context", "Configuration", "Metadata"]);
    await form.close();
  });

  it("is told by its size where it is long, and typing elsewhere takes no longer for it", async () => {
    const small = await openForm(browser, { draft: { arguments: { ...ready, input: {} } } });
    const usual = await strokes(small);
    await small.close();
    const form = await opened({ input: megabyte });
    await form.field("input").getByText("MB of JSON").waitFor();
    const beside = await strokes(form);
    const text = JSON.stringify({ ...megabyte, more: true }, null, 2);
    type(form, "input", text);
    const isTaken = () =>
      form.notices.some((told) => told.notice === "draftChanged" && textInDraft(told.draft, "input") === text);
    await eventually(isTaken).toBe(true);
    expect(beside).toBeLessThan(usual + 50);
    await send(form);
    await eventually(() => form.submitted[0]?.input).toEqual({ ...megabyte, more: true });
    await form.close();
  });

  /** Milliseconds from a key press in the schedule to the next picture, the median of some. */
  async function strokes({ input, page }: OpenForm): Promise<number> {
    const times = await page.evaluateHandle(() => {
      const painted: number[] = [];
      const watch = ({ timeStamp }: Event) =>
        requestAnimationFrame(() => setTimeout(() => painted.push(performance.now() - timeStamp)));
      document.addEventListener("input", watch, { capture: true });
      return painted;
    });
    await input("schedule").focus();
    for (let stroke = 1; stroke <= 9; stroke++) {
      await page.keyboard.type(stroke % 2 === 0 ? "1" : ",");
      await eventually(() => times.evaluate((painted) => painted.length)).toBe(stroke);
    }
    const [, , , , median = 0] = (await times.jsonValue()).sort((one, other) => one - other);
    await input("schedule").fill(ready.schedule);
    return Math.round(median);
  }
});
