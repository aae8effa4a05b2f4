import { describe, expect, test } from "vitest";
import { checkNameElsewhere } from "../../../../src/core/checks/checkNameElsewhere";
import { findingMessage } from "../../../../src/core/finding/findingMessage";

const files = (...names: readonly string[]) => new Set(names);

describe("checkNameElsewhere", () => {
  const filesByName = new Map([
    ["alone", files("a.cron.json")],
    ["twice", files("b.cron.json", "a.cron.json")],
    ["often", files("e", "d", "c", "b", "a")],
  ]);

  test.each(["alone", "unheard-of", "__proto__", ""])("finds nothing in %j", (name) => {
    expect(checkNameElsewhere(name, "a.cron.json", filesByName)).toEqual([]);
  });

  test("names the other file of two, from either side", () => {
    const said = (file: string) => checkNameElsewhere("twice", file, filesByName).map(findingMessage);
    expect(said("a.cron.json")).toEqual([expect.stringMatching(/“twice” too: b\.cron\.json\./)]);
    expect(said("b.cron.json")).toEqual([expect.stringMatching(/“twice” too: a\.cron\.json\./)]);
  });

  test("names a few of many, always in the same order", () => {
    const [finding] = checkNameElsewhere("often", "b", filesByName);
    expect(finding).toMatchObject({ code: "spec.name-elsewhere", severity: "warning", path: ["name"] });
    expect(finding?.args).toEqual({ name: "often", files: "a, c, d, …" });
  });

  test("shows any name on one line", () => {
    const hostile = new Map([["x\r\n\u202E", files(`${"y".repeat(200)}\n`, "z")]]);
    for (const finding of checkNameElsewhere("x\r\n\u202E", "z", hostile)) {
      expect(findingMessage(finding)).not.toMatch(/[\r\n\u202E]|y{100}/);
    }
  });
});
