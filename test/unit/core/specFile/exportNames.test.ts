import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ExportName, exportNames, usableName } from "../../../../src/core/specFile/exportNames";
import { SpecFileNames } from "../../../../src/core/specFile/specFileNames";
import { isSpecFileName, specNameOfFile } from "../../../../src/core/specFile/specNameOfFile";
import { cronWith } from "../../../fixtures/cronWith";
import { hostileTexts } from "../../../fixtures/hostileTexts";

const reportId = "1282c32e-6e26-5a84-bb5f-8fd282da81a9";
const otherId = "00000000-0000-4000-8000-000000000001";
const known = {
  dialect: "secondsLast",
  assistants: [
    { assistant_id: reportId, graph_id: "report", name: "report" },
    { assistant_id: otherId, graph_id: "report", name: "Weekly report" },
  ],
  taken: [],
  files: [],
} as const;

const named = (name: unknown) => ({ metadata: { langgraph_crons_name: name as string } });

function namesOf(crons: readonly Parameters<typeof cronWith>[0][], facts: Partial<typeof known> | object = {}) {
  const all = crons.map((cron, index) => cronWith({ cron_id: `c${index}`, metadata: {}, ...cron }));
  return [...exportNames(all, { ...known, ...facts }).entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { file, isNew, name }]) => [name, file.replace(/\.cron\.json$/, ""), isNew]);
}

describe("a cron's name and file", () => {
  test("are those of its spec, which the file's name says as far as it can", () => {
    expect(namesOf([named("daily"), named("Weekly: Report")])).toEqual([
      ["daily", "daily", false],
      ["Weekly: Report", "Weekly-Report", false],
    ]);
  });

  test("without a name tell what another tool calls it, or what runs and how often", () => {
    const schedule = "0 9 * * 1-5";
    const { dialect } = known;
    expect(
      namesOf(
        [
          { metadata: { name: "Nightly clean-up" }, schedule },
          { metadata: { name: " / ", title: "The title" }, schedule },
          { assistant_id: reportId, schedule },
          { assistant_id: reportId, schedule },
          { assistant_id: otherId, schedule: "0 9 * * *" },
          { assistant_id: "00000000-0000-4000-8000-000000000002", schedule: "1,7 9 3 2 1" },
        ],
        { dialect },
      ),
    ).toEqual([
      ["Nightly-clean-up", "Nightly-clean-up", true],
      ["The-title", "The-title", true],
      ["report-weekdays", "report-weekdays", true],
      ["report-weekdays-2", "report-weekdays-2", true],
      ["Weekly-report-daily", "Weekly-report-daily", true],
      ["cron", "cron", true],
    ]);
  });

  test.each([[""], [" "], ["a\u0000b"], ["x".repeat(600)], [7], [null]])(
    "%j can be no spec's name, so that the cron gets another one",
    (name) => {
      expect(usableName(named(name))).toBeUndefined();
      const [[given, , isNew] = []] = namesOf([{ ...named(name), assistant_id: reportId }]);
      expect([isNew, typeof given]).toEqual([true, "string"]);
      expect(usableName(named(given))).toBe(given);
    },
  );

  test("leave free what is there: names of crons and specs, and files in any case", () => {
    const cron = { metadata: { name: "daily" } };
    expect(namesOf([cron, named("daily-2")], { taken: ["daily"], files: ["DAILY-3.cron.json"] })).toEqual([
      ["daily-4", "daily-4", true],
      ["daily-2", "daily-2", false],
    ]);
  });
});

test.each<[string, readonly string[], readonly string[]]>([
  ["the same twice", ["a", "a", "a"], ["a", "a-2", "a-3"]],
  ["the same but for the case", ["Daily", "daily"], ["Daily", "daily-2"]],
  ["the same where ß is SS", ["straße", "STRASSE"], ["straße", "STRASSE-2"]],
  [
    "what no file can be named",
    ["../../etc/passwd", "a/b\\c:d", "...", "", "\u0000"],
    ["etc-passwd", "a-b-c-d", "cron", "cron-2", "cron-3"],
  ],
  ["devices of Windows", ["CON", "com1", "LPT²", "console"], ["cron-CON", "cron-com1", "cron-LPT²", "console"]],
  ["one that another's number takes", ["a-2", "a", "a"], ["a-2", "a", "a-3"]],
  ["accents in two encodings", ["\u00e9", "e\u0301"], ["\u00e9", "\u00e9-2"]],
  ["a long one, without half a character at its end", [`a${"𝒳".repeat(70)}`], [`a${"𝒳".repeat(59)}`]],
])("file names: %s", (_what, names, expected) => {
  const files = new SpecFileNames("cron");
  expect(names.map((name) => files.next(name))).toEqual(expected.map((name) => `${name}.cron.json`));
});

test("whatever crons are called: each has a name and a file of its own, in the folder, which says its name", () => {
  const text = fc.oneof(fc.string(), fc.constantFrom(...hostileTexts, "a", "A", "a-2", "con", "../a", ".a", "cron"));
  const metadata = fc.record(
    { langgraph_crons_name: fc.oneof(text, fc.jsonValue()), name: text, title: text },
    { requiredKeys: [], noNullPrototype: true },
  );
  fc.assert(
    fc.property(fc.array(metadata, { maxLength: 12 }), fc.array(text, { maxLength: 3 }), (all, taken) => {
      const crons = all.map((each, index) => cronWith({ cron_id: `c${index}`, metadata: each as never }));
      const files = taken.map((each) => `${each}.cron.json`);
      const names = [...exportNames(crons, { ...known, taken, files }).values()];
      expect(names).toHaveLength(crons.length);
      const made = names.map(({ file }) => file.toLowerCase());
      expect(new Set([...made, ...files.map((file) => file.toLowerCase())]).size).toBe(
        made.length + new Set(files.map((file) => file.toLowerCase())).size,
      );
      const fresh = names.filter(({ isNew }) => isNew);
      for (const { file, name } of fresh) expect([specNameOfFile(file), usableName(named(name))]).toEqual([name, name]);
      const others = [...taken, ...crons.flatMap((cron) => usableName(cron) ?? [])];
      expect(fresh.filter(({ name }: ExportName) => others.includes(name))).toEqual([]);
      expect(new Set(fresh.map(({ name }) => name)).size).toBe(fresh.length);
      for (const { file } of names) {
        expect(isSpecFileName(file)).toBe(true);
        expect(file).not.toMatch(/[/\\:*?"<>|\p{C}\s]|^[.-]|\.\./u);
        expect(new TextEncoder().encode(file).length).toBeLessThan(256);
      }
    }),
    { numRuns: 200 },
  );
});
