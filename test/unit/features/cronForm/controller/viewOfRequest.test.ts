import { describe, expect, it } from "vitest";
import { requestForms } from "../../../../../src/core/requestText/requestForms";
import type { FormController } from "../../../../../src/features/cronForm/controller/formController";
import {
  type GivenRequest,
  giveRequest,
  type RequestPorts,
  viewOfRequest,
} from "../../../../../src/features/cronForm/controller/viewOfRequest";
import { englishWords } from "../../../../support/formParts";
import { FormWorld } from "../support/formWorld";

const args = { thread_id: null, assistant_id: "agent", schedule: "0 9 * * *", input: {} };
const draft = { arguments: args, name: "daily" };

function portsWith(change: Partial<RequestPorts> = {}) {
  const asked: string[] = [];
  const given: GivenRequest[] = [];
  const ports: RequestPorts = {
    words: englishWords,
    isTrusted: () => true,
    checkOptions: () => ({ now: Date.parse("2026-11-24T10:20:00Z"), minimumMinutes: 5 }),
    requestTarget: async ({ id, url }) => {
      asked.push(id);
      return { baseUrl: url, keyVariable: "LANGGRAPH_API_KEY", headerNames: ["x-team"] };
    },
    giveRequest: async (request) => void given.push(request),
    ...change,
  };
  return { asked, given, ports };
}

const textOf = async (controller: FormController, form: (typeof requestForms)[number], ports = portsWith().ports) => {
  const view = await viewOfRequest(controller, ports, { ...draft, form });
  return view.kind === "text" ? view.text : view.message;
};

describe("The request of a form", () => {
  const { controller } = new FormWorld().open();

  it.each(requestForms)("names cron, schedule and assistant as %s", async (form) => {
    const text = await textOf(controller, form);
    for (const part of ["daily", "0 9 * * *", "agent"]) expect(text).toContain(part);
  });

  it("has the name of the form where none is typed, and the name that can't change any more", async () => {
    const proposed = await viewOfRequest(controller, portsWith().ports, { ...draft, name: "", form: "spec" });
    expect(proposed).toMatchObject({ text: expect.stringContaining(`"name": "agent-${controller.stored.suffix}"`) });
    const ofFile = new FormWorld().open({ kind: "spec", file: "file:///ws/a.cron.json", name: "of file" }).controller;
    expect(await textOf(ofFile, "spec")).toContain('"name": "of file"');
  });

  it("has variables in place of the key and of headers, and no placeholder's value", async () => {
    const secret = { ...args, headers: { "x-hook": "${secret:HOOK}" } };
    const view = await viewOfRequest(controller, portsWith().ports, { arguments: secret, name: "daily", form: "curl" });
    expect(view).toMatchObject({ text: expect.stringMatching(/LANGGRAPH_API_KEY.*X_TEAM.*HOOK/s) });
  });

  it("is cut where it is long, and whole where it is given", async () => {
    const { given, ports } = portsWith();
    const long = { arguments: { ...args, input: { text: "a".repeat(50_000) } }, name: "daily", form: "http" } as const;
    const view = await viewOfRequest(controller, ports, long);
    expect(view).toMatchObject({ kind: "text", isCut: true, text: expect.stringMatching(/^.{1,20000}$/s) });
    await giveRequest(controller, ports, { ...long, way: "copy" });
    expect(given).toMatchObject([{ name: "daily", arguments: long.arguments, form: "http", way: "copy" }]);
  });

  it.each([
    ["what is missing", { schedule: "0 9 * * *", input: {} }, "Fill in or correct Thread, Assistant first."],
    ["what is wrong", { ...args, schedule: "0 25 * * *" }, "Fill in or correct Schedule first."],
  ])("says %s, and asks for no key", async (_what, wrong, message) => {
    const { asked, given, ports } = portsWith();
    const shown = { arguments: wrong, name: "daily", form: "curl" } as const;
    expect(await viewOfRequest(controller, ports, shown)).toEqual({ kind: "notYet", message });
    await giveRequest(controller, ports, { ...shown, way: "save" });
    expect([asked, given]).toEqual([[], []]);
  });

  it("is not made without trust, or where the connection is gone", async () => {
    const { asked, ports } = portsWith({ isTrusted: () => false });
    expect(await textOf(controller, "http", ports)).toContain("until you trust this workspace");
    const world = new FormWorld();
    const form = world.open().controller;
    world.connections.clear();
    expect(await textOf(form, "http")).toContain("was removed");
    expect(asked).toEqual([]);
  });
});
