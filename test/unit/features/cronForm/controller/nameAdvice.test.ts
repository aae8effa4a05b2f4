import { describe, expect, it } from "vitest";
import type { ServerQuestions } from "../../../../../src/core/checks/askServer";
import { type NamePorts, nameAdvice, takenName } from "../../../../../src/features/cronForm/controller/nameAdvice";
import { englishWords } from "../../../../support/formParts";
import { FormWorld } from "../support/formWorld";

const id = "3f0c2b5e-6f0a-4b53-9a86-0d5f5a1c7e21";
const args = { assistant_id: "report", schedule: "0 9 * * 1-5" };

function portsWith(
  onServer: readonly string[] | undefined,
  beside: readonly string[] = [],
  shown: readonly string[] = [],
): NamePorts {
  return {
    words: englishWords,
    serverNames: () => onServer && new Set(onServer),
    shownNames: () => shown,
    namesBeside: () => beside,
  };
}

const form = () => new FormWorld().open().controller;
const advice = (ports: NamePorts, name = "") => nameAdvice(form(), ports, { arguments: args, name }, undefined);

describe("The name of a new cron", () => {
  it.each([
    ["nothing is known of the server", undefined, [], "", "report-weekdays", false],
    ["it is free", [], [], "", "report-weekdays", true],
    ["the server has one", ["report-weekdays"], [], "", "report-weekdays-2", true],
    ["another form is making one", [], ["report-weekdays"], "", "report-weekdays-2", true],
    ["a name was typed that is free", ["other"], [], "mine", "report-weekdays", true],
    ["a name was typed that is taken", ["mine"], [], " mine ", "report-weekdays", false],
  ])("is proposed where %s", async (_where, onServer, beside, typed, proposed, isFree) => {
    expect(await advice(portsWith(onServer, beside), typed)).toEqual({ proposed, isFree });
  });

  it("is not what a cron of another tool is called in the tree", async () => {
    const ports = portsWith([], [], ["report-weekdays", "mine"]);
    expect(await advice(ports)).toEqual({ proposed: "report-weekdays-2", isFree: true });
    expect(await advice(ports, "mine")).toMatchObject({ isFree: false });
    expect(takenName(form(), ports, "mine")).toEqual([]);
  });

  it("names an assistant that is given by its id, if its server tells", async () => {
    const named = async (assistants: ServerQuestions["assistants"]) => {
      const draft = { arguments: { ...args, assistant_id: id }, name: "" };
      return (await nameAdvice(form(), portsWith([]), draft, { assistants } as ServerQuestions)).proposed;
    };
    expect(await named(async () => [{ assistant_id: id, graph_id: "g", name: "Weekly news", metadata: {} }])).toBe(
      "Weekly-news-weekdays",
    );
    expect(await named(() => Promise.reject(new Error("no answer")))).toBe("cron-weekdays");
  });

  it("that is taken is a warning with one that is free, unless the cron is the form's own", () => {
    const ports = portsWith(["mine", "mine-2"]);
    expect(takenName(form(), ports, "mine")).toMatchObject([
      { severity: "warning", path: ["name"], fixes: [{ changes: [{ path: ["name"], value: "mine-3" }] }] },
    ]);
    expect(takenName(form(), ports, "other")).toEqual([]);
    expect(takenName(form(), portsWith(undefined), "mine")).toEqual([]);
    const own = new FormWorld().open({ kind: "spec", file: "file:///ws/mine.cron.json", name: "mine" });
    expect(takenName(own.controller, ports, "mine")).toEqual([]);
  });
});
