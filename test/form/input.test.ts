import { describe, expect } from "vitest";
import type { JsonObject, JsonValue } from "../../src/core/base/json";
import { usualSchedule } from "../../src/core/schedule/guide/schedulePresets";
import { startingArguments } from "../../src/features/cronForm/controller/startingArguments";
import type { Choices } from "../../src/protocol/cronForm";
import { threadWith } from "../fixtures/threadWith";
import { createGate } from "../unit/support/settle";
import { eventually } from "./support/eventually";
import type { FormBrowser } from "./support/formBrowser";
import { testZone, threadId } from "./support/formHost";
import { inputSchema, questionsAbout } from "./support/formStates";
import { it } from "./support/formTest";
import { type FormOptions, type OpenForm, openForm } from "./support/openForm";

const ready = { thread_id: null, assistant_id: "agent", schedule: "0 9 * * 1-5" };
const onlyMessages: JsonObject = { properties: { messages: { type: "array", items: {} } } };
const said = (...contents: readonly string[]) => contents.map((content) => ({ role: "user", content }));

describe("A graph's input in the form", () => {
  let browser: FormBrowser;
  it.beforeAll(({ browser: shared }) => {
    browser = shared;
  });

  const opened = (schema: JsonObject, input?: JsonValue, more: FormOptions = {}): Promise<OpenForm> => {
    const draft = { arguments: { ...ready, ...(input === undefined ? {} : { input }) } };
    return openForm(browser, { draft, questions: questionsAbout(schema), ...more });
  };
  const message = ({ page }: OpenForm, number: number) => page.getByLabel(`Message ${number}`, { exact: true });
  const button = (form: OpenForm, name: string) => form.field("input").getByRole("button", { name });

  async function expectSent(form: OpenForm, input: JsonValue): Promise<void> {
    await form.page.keyboard.press("Control+Enter");
    await eventually(() => form.submitted).toEqual([{ ...ready, input }]);
    expect(form.problems).toEqual([]);
    await form.close();
  }

  it("is one sentence where the assistant takes messages", async () => {
    const form = await opened(onlyMessages);
    await message(form, 1).click();
    await form.page.keyboard.insertText("Write the daily report.");
    await expectSent(form, { messages: said("Write the daily report.") });
  });

  it("has messages of several roles, which come and go without the focus being lost", async () => {
    const form = await opened(onlyMessages, { messages: said("one") });
    await button(form, "Add Message").click();
    await form.page.keyboard.insertText("two");
    await form.page.getByLabel("Role of message 2").selectOption("system");
    await button(form, "Add Message").click();
    await form.page.keyboard.insertText("three");
    await button(form, "Add Message").click();
    await button(form, "Remove message 4").click();
    expect(await message(form, 3).evaluate((text) => text === document.activeElement)).toBe(true);
    await button(form, "Remove message 1").click();
    expect(await message(form, 1).evaluate((text) => text === document.activeElement)).toBe(true);
    expect(await message(form, 3).count()).toBe(0);
    await expectSent(form, { messages: [{ role: "system", content: "two" }, ...said("three")] });
  });

  it("is the same value as fields and as JSON", async () => {
    const form = await opened(inputSchema, { topic: "sales" });
    await form.page.getByLabel("pages").fill("3");
    await form.page.getByLabel("tone").selectOption("warm");
    await form.page.getByLabel("draft").selectOption("true");
    await button(form, "Edit as JSON").click();
    expect(await form.input("input").evaluate((text) => text === document.activeElement)).toBe(true);
    expect(JSON.parse(await form.input("input").inputValue())).toEqual({
      topic: "sales",
      pages: 3,
      tone: "warm",
      draft: true,
    });
    await form.input("input").fill('{ "messages": [{ "role": "user", "content": "hello" }], /* mine */ "pages": 4 }');
    await button(form, "Edit as Fields").click();
    expect(await message(form, 1).inputValue()).toBe("hello");
    await form.page.getByLabel("topic").fill("news");
    await button(form, "Edit as JSON").click();
    expect(await form.input("input").inputValue()).toContain("/* mine */");
    await expectSent(form, { messages: said("hello"), pages: 4, topic: "news" });
  });

  it("is left out if everything in it is emptied", async () => {
    const form = await opened(inputSchema, { messages: said("x"), topic: "sales" });
    await message(form, 1).fill("");
    await form.page.getByLabel("topic").fill("");
    await form.page.getByText("Save as Spec File").click();
    await eventually(() => form.saved).toEqual([ready]);
    await form.close();
  });

  it("stays JSON where fields can't hold it, or no schema is known", async () => {
    const input = { messages: [{ role: "user", content: [{ type: "text", text: "x" }] }] };
    const form = await opened(onlyMessages, input);
    await eventually(() => form.host.asked.shapes).toEqual(["agent"]);
    expect(JSON.parse(await form.input("input").inputValue())).toEqual(input);
    expect(await button(form, "Edit as").count()).toBe(0);
    await expectSent(form, input);
    const without = await openForm(browser, { draft: { arguments: ready } });
    expect(await without.input("input").isVisible()).toBe(true);
    await without.close();
  });

  it("is not taken from under the hands of somebody who types JSON", async () => {
    const known = questionsAbout(inputSchema);
    const gate = createGate();
    const form = await openForm(browser, {
      draft: { arguments: { ...ready, assistant_id: "" } },
      questions: { ...known, schemas: (id) => gate.opened.then(() => known.schemas(id)) },
    });
    await form.input("assistant_id").fill("agent");
    await form.input("input").focus();
    gate.open();
    await eventually(() => form.host.asked.shapes).toContain("agent");
    await form.page.keyboard.insertText('{ "topic": "news" }');
    expect(await form.input("input").isVisible()).toBe(true);
    await form.input("schedule").focus();
    await eventually(() => form.page.getByLabel("topic").inputValue()).toBe("news");
    await expectSent(form, { topic: "news" });
  });

  it("is undone and redone as fields, in steps", async () => {
    const form = await opened(onlyMessages);
    await message(form, 1).click();
    await form.page.keyboard.insertText("first");
    await button(form, "Add Message").click();
    await form.page.keyboard.press("Control+z");
    await eventually(() => message(form, 2).count()).toBe(0);
    expect(await form.page.evaluate(() => document.activeElement?.closest("[data-parameter=input]") !== null)).toBe(
      true,
    );
    await form.page.keyboard.press("Control+z");
    expect(await message(form, 1).inputValue()).toBe("");
    await form.page.keyboard.press("Control+y");
    await form.page.keyboard.press("Control+y");
    expect([await message(form, 1).inputValue(), await message(form, 2).count()]).toEqual(["first", 1]);
    expect(form.problems).toEqual([]);
    await form.close();
  });

  it("keeps half a number where it is typed", async () => {
    const form = await opened(inputSchema, { pages: 3 });
    await form.page.getByLabel("pages").press("End");
    await form.page.keyboard.type("e");
    await form.page.keyboard.type("1");
    await expectSent(form, { pages: 30 });
  });

  it("comes from elsewhere as one step, and can be undone", async () => {
    const asked: string[] = [];
    const otherInput = (thread: string) => {
      asked.push(thread);
      return { topic: "of the last run" };
    };
    const draft = {
      arguments: { thread_id: threadId, assistant_id: "agent", schedule: "0 9 * * *", input: { topic: "a" } },
    };
    const form = await openForm(browser, { draft, otherInput });
    await form.page.getByRole("button", { name: "Take Another Input…" }).press("Enter");
    await eventually(() => form.input("input").inputValue()).toContain("of the last run");
    expect(asked).toEqual([threadId]);
    await form.page.keyboard.press("Control+Z");
    await eventually(() => form.input("input").inputValue()).toContain('"topic": "a"');
    await form.close();
  });

  it("calls ids by what they are called: beside the field, in the summary, and in what a screen reader reads", async () => {
    const other = "1c9d5c44-51f1-4f0e-8f6c-6e2f7c1b0a02";
    const titles: Readonly<Record<string, string>> = { [threadId]: "Support inbox" };
    const form = await openForm(browser, {
      draft: { arguments: { ...ready, thread_id: threadId } },
      questions: {
        ...questionsAbout(inputSchema),
        threads: async (ids) =>
          ids.map((thread_id) => threadWith({ thread_id, metadata: { title: titles[thread_id] ?? "" } })),
      },
    });
    const fact = form.page.locator(".facts dd", { hasText: "on one thread" });
    await eventually(() => fact.textContent()).toBe("on one thread, Support inbox");
    expect(await form.page.locator("#thread_id-chosen").textContent()).toBe("Support inbox · idle");
    expect(await form.input("thread_id").getAttribute("aria-describedby")).toContain("thread_id-chosen");
    await form.input("thread_id").fill(other);
    await eventually(() => fact.textContent()).toBe(`on one thread, ${other}`);
    expect(await form.page.locator("#thread_id-chosen").textContent()).toBe("");
    await form.page.keyboard.press("Control+Z");
    await eventually(() => fact.textContent()).toBe("on one thread, Support inbox");
    await form.close();
  });

  it("needs no assistant where a thread has one: choosing the thread names it, unless one is named", async () => {
    for (const [before, after] of [
      ["", "agent"],
      ["researcher", "researcher"],
    ] as const) {
      const form = await openForm(browser, { draft: { arguments: before === "" ? {} : { assistant_id: before } } });
      await form.input("thread_id").focus();
      await form.page.keyboard.press("ArrowDown");
      await form.page.getByRole("option", { name: "Support inbox" }).click();
      await eventually(() => form.input("assistant_id").inputValue()).toBe(after);
      expect(await form.input("thread_id").inputValue()).toBe(threadId);
      if (before === "") {
        await form.page.keyboard.press("Control+Z");
        await eventually(() => form.input("assistant_id").inputValue()).toBe("");
      }
      await form.close();
    }
  });

  it("is of the usual assistant, until another is named: a chosen thread's own comes before it", async () => {
    const names = ["agent", "researcher"].map((value) => ({ value, label: value, detail: "" }));
    const form = await openForm(browser, {
      assistants: { kind: "list", choices: names, usual: "researcher" },
      draft: { arguments: startingArguments({}, { zone: testZone, server: undefined }) },
    });
    const assistant = form.input("assistant_id");
    await eventually(() => assistant.inputValue()).toBe("researcher");
    await form.page.locator("#schedule-input:focus").waitFor();
    await eventually(() => form.host.controller.stored.draft.proposed).toBe("researcher");
    expect(form.host.controller.stored.changed).toBe(false);
    await form.page.keyboard.press("ArrowDown");
    await form.page.getByRole("option", { name: "Monday to Friday", selected: true }).waitFor();
    await form.page.keyboard.press("Enter");
    expect(await form.input("schedule").inputValue()).toBe(usualSchedule);
    await eventually(() => form.host.controller.stored.changed).toBe(true);
    expect(form.host.controller.stored.draft.typed).toMatchObject({ assistant_id: { state: "researcher" } });
    await form.page.locator("#thread_id-some").check();
    await form.input("thread_id").focus();
    await form.page.keyboard.press("ArrowDown");
    await form.page.getByRole("option", { name: "Support inbox" }).click();
    await eventually(() => assistant.inputValue()).toBe("agent");
    await assistant.focus();
    for (const before of ["researcher", ""]) {
      await form.page.keyboard.press("Control+Z");
      await eventually(() => assistant.inputValue()).toBe(before);
    }
    expect(form.problems).toEqual([]);
    await form.close();
  });

  it("is of no assistant that the form proposes after somebody has begun to type one", async () => {
    let answer: (found: Choices) => void = () => undefined;
    const late = new Promise<Choices>((resolve) => {
      answer = resolve;
    });
    const form = await openForm(browser, { assistants: late });
    await form.page.locator("#assistant_id-input:focus").waitFor();
    await form.page.keyboard.type("my");
    answer({ kind: "list", choices: [{ value: "agent", label: "agent", detail: "" }], usual: "agent" });
    await form.page.getByText("Nothing matches.").waitFor();
    await form.page.keyboard.type("-own");
    expect(await form.input("assistant_id").inputValue()).toBe("my-own");
    await form.close();
  });
});
