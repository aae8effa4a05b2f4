import { beforeEach, describe, expect, it } from "vitest";
import { deleteTemplate, pickTemplate, saveTemplate } from "../../../../../src/features/cronForm/window/cronTemplates";
import { TemplateStore } from "../../../../../src/features/cronForm/window/templateStore";
import { memoryState } from "../../../support/memoryState";
import { resetStub, stubState } from "../../../support/vscode";

beforeEach(resetStub);

const args = { thread_id: null, assistant_id: "agent", schedule: "0 9 * * *", input: { topic: "news" } };

describe("Templates", () => {
  it("are kept under the name that the user gives, without what belongs to one cron", async () => {
    const state = memoryState();
    stubState.input = () => " news ";
    await saveTemplate(new TemplateStore(state), { ...args, headers: { "x-key": "abc" } }, "daily");
    expect(stubState.inputs[0]?.value).toBe("daily");
    expect(new TemplateStore(state).get("news")).toEqual(args);
    expect(JSON.stringify([...state.values])).not.toContain("abc");
    expect(stubState.messages.map(({ text }) => text)).toEqual([expect.stringContaining("Headers")]);
  });

  it("are replaced only if the user agrees, and stay if no name is given", async () => {
    const store = new TemplateStore(memoryState());
    stubState.input = () => "news";
    await saveTemplate(store, args, "");
    await saveTemplate(store, { ...args, schedule: "0 8 * * *" }, "");
    expect(store.get("news")).toEqual(args);
    stubState.answer = () => "Replace";
    await saveTemplate(store, { ...args, schedule: "0 8 * * *" }, "");
    expect(store.get("news")).toMatchObject({ schedule: "0 8 * * *" });
    stubState.input = () => undefined;
    await saveTemplate(store, args, "");
    expect(store.names()).toEqual(["news"]);
  });

  it("are chosen by name, and deleted after a question", async () => {
    const store = new TemplateStore(memoryState());
    expect(await pickTemplate(store)).toBeUndefined();
    expect(stubState.messages.at(-1)?.text).toContain("no templates yet");
    await store.save("b", args);
    await store.save("a", { ...args, schedule: "0 7 * * *" });
    stubState.pick = () => ["a"];
    expect(await pickTemplate(store)).toMatchObject({ schedule: "0 7 * * *" });
    await deleteTemplate(store);
    expect(store.names()).toEqual(["a", "b"]);
    stubState.answer = () => "Delete";
    await deleteTemplate(store);
    expect(store.names()).toEqual(["b"]);
  });

  it("that something else has written are not offered as arguments", () => {
    const state = memoryState();
    state.values.set("langgraphCrons.templates", { odd: 7 });
    expect(new TemplateStore(state).get("odd")).toBeUndefined();
    expect(new TemplateStore(state).get("toString")).toBeUndefined();
  });
});
