import { applyEdits } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import { checkArguments } from "../../../../../src/core/checks/checkArguments";
import { checkOnServer } from "../../../../../src/core/checks/checkOnServer";
import { parseSpecFile } from "../../../../../src/core/specFile/parseSpecFile";
import { fixEdits } from "../../../../../src/features/specFile/findings/fixEdits";

const options = { now: Date.UTC(2026, 10, 23), minimumMinutes: 5 };
const formatting = { insertSpaces: true, tabSize: 2, eol: "\n" };

const valid = {
  thread_id: null,
  assistant_id: "agent",
  schedule: "0 9 * * 1-5",
  timezone: "UTC",
  input: { messages: [] },
};

function findings(text: string) {
  const file = parseSpecFile(text, "daily");
  expect(file.problems).toEqual([]);
  return file.specs.flatMap((spec) =>
    [...spec.findings, ...checkArguments(spec.arguments, options)].map((finding) => ({ spec, finding })),
  );
}

/** Applies the fix of the only finding that has one, and gives the codes that are left. */
function fixed(text: string) {
  const withFix = findings(text).filter(({ finding }) => finding.fix !== undefined);
  expect(withFix).toHaveLength(1);
  const edits = withFix.flatMap(({ spec, finding }) => fixEdits(text, spec, finding, formatting));
  const mended = applyEdits(text, [...edits]);
  return { mended, left: findings(mended).map(({ finding }) => finding.code) };
}

describe("fixEdits", () => {
  it.each([
    ["renames a key", { ...valid, timezon: "UTC", timezone: undefined }],
    ["sets a missing value", { ...valid, thread_id: undefined }],
    ["removes a null with its comma", { ...valid, webhook: null }],
    ["replaces a deprecated property", { ...valid, checkpoint_during: true }],
    ["removes what is ignored", { ...valid, checkpoint_during: true, durability: "sync" }],
    ["removes a nested key", { ...valid, metadata: { team: "a", langgraph_crons_name: "x" } }],
    ["sets a zone that was written in another case", { ...valid, timezone: "europe/berlin" }],
    ["removes an end that has passed", { ...valid, end_time: "2020-01-01T00:00:00Z" }],
    ["renames a key of config", { ...valid, config: { recursionLimit: 30, tags: ["a"] } }],
    ["moves a key one level up", { ...valid, config: { configurable: { recursion_limit: 30, team: "red" } } }],
    ["moves an only key one level up", { ...valid, config: { tags: ["a"], configurable: { recursion_limit: 30 } } }],
    ["moves a schedule's zone", { ...valid, schedule: "TZ=Europe/Berlin 0 9 * * *", timezone: undefined }],
    ["takes a schedule's zone out", { ...valid, schedule: "0 9 * * * UTC" }],
    ["mends a schedule's item", { ...valid, schedule: "0 9 * * mon-friday" }],
  ])("%s", (_title, spec) => {
    const { left } = fixed(JSON.stringify(spec, undefined, 2));
    expect(left).toEqual([]);
  });

  it("finds the right spec of a list, and keeps comments and the others", () => {
    const one = JSON.stringify({ name: "one", ...valid });
    const text = `[\n  // the first\n  ${one},\n  ${JSON.stringify({ name: "two", ...valid, webhook: null })}\n]\n`;
    const { mended, left } = fixed(text);
    expect(left).toEqual([]);
    expect(mended).toContain(`// the first\n  ${one},`);
    expect(mended).not.toContain("webhook");
  });

  it("gives the second of two crons of one name another", () => {
    const named = (name: string) => JSON.stringify({ name, ...valid });
    const { mended, left } = fixed(`[${named("daily-2")}, ${named("daily")}, ${named("daily")}]`);
    expect(left).toEqual([]);
    expect(mended).toContain('"daily-3"');
  });

  it("has no edits for a finding without a fix", () => {
    const text = JSON.stringify({ ...valid, timezone: "Mars/Base" });
    const edits = findings(text).map(({ spec, finding }) => fixEdits(text, spec, finding, formatting));
    expect(edits).toEqual([[]]);
  });

  it("replaces a whole text between its quotes", () => {
    const text = JSON.stringify({ ...valid, assistant_id: "raport" });
    const [spec] = parseSpecFile(text, "daily").specs;
    const [finding] = checkOnServer(spec?.arguments ?? {}, { assistant: { kind: "missing", others: ["report"] } });
    if (spec === undefined || finding === undefined) throw new Error("There is nothing to fix.");
    const mended = applyEdits(text, [...fixEdits(text, spec, finding, formatting)]);
    expect(JSON.parse(mended)).toEqual({ ...valid, assistant_id: "report" });
  });
});
