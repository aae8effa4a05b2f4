import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkSecrets } from "../../../../src/core/checks/rules/checkSecrets";
import { textsOfSpec } from "../../../../src/core/checks/textsOfSpec";
import { templateOf } from "../../../../src/core/specFile/templateOf";
import { goodChanges, specWith, threadId } from "../../../fixtures/specs/goodSpecs";

const key = "sk-proj-abcdefghijklmnopqrstuvwxyz123456";
const plain = { schedule: "0 9 * * *", assistant_id: "agent", thread_id: null };

describe("templateOf", () => {
  test.each([
    [{}, {}, []],
    [{ timezone: "Europe/Berlin", input: { topic: "x" } }, { timezone: "Europe/Berlin", input: { topic: "x" } }, []],
    [{ thread_id: threadId }, { thread_id: undefined }, ["thread_id"]],
    [{ assistant_id: threadId }, { assistant_id: undefined }, ["assistant_id"]],
    [{ end_time: "2027-01-01T00:00:00Z" }, {}, ["end_time"]],
    [{ headers: { "x-team": "a" }, params: { tenant: "b" } }, {}, ["headers", "params"]],
    [{ metadata: { token: key } }, { metadata: { token: "${secret:DAILY_METADATA_TOKEN}" } }, []],
    [{ input: { note: key } }, {}, ["input"]],
  ])("of %j", (given, expected, left) => {
    const template = templateOf({ ...plain, ...given }, "daily");
    expect(template).toEqual({ arguments: JSON.parse(JSON.stringify({ ...plain, ...expected })), left });
  });

  test("has no text that looks like a secret, and is its own template", () => {
    const specs = goodChanges.map((change) => specWith(change));
    fc.assert(
      fc.property(fc.constantFrom(...specs), (spec) => {
        const { arguments: kept } = templateOf(spec, "daily");
        expect(checkSecrets(kept, { now: 0, minimumMinutes: 0 }, textsOfSpec(kept))).toEqual([]);
        expect(templateOf(kept, "other")).toEqual({ arguments: kept, left: [] });
      }),
    );
  });
});
