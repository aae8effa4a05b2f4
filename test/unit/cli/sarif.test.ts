import { expect, test } from "vitest";
import { version } from "../../../package.json";
import { sarifLog } from "../../../src/cli/check/sarifLog";
import { findingCatalogue } from "../../../src/core/finding/findingCatalogue";
import { hostileTexts } from "../../fixtures/hostileTexts";
import { cliRun } from "../../support/cliRun";

type SarifLog = ReturnType<typeof sarifLog>;

const spec = { thread_id: null, assistant_id: "report", schedule: "27 15 * * *", input: { topic: "CI" } };

async function sarif(args: readonly string[], files: Readonly<Record<string, unknown>>) {
  const { code, err, out } = await cliRun(["check", ...args, "--format", "sarif"], { files });
  const log = JSON.parse(out.join("\n")) as SarifLog;
  const [run] = log.runs;
  if (run === undefined) throw new Error("no run");
  return { code, err, log, run };
}

test("each finding is a result of its rule, at its place, counted from 1 with an exclusive end", async () => {
  const { code, err, log, run } = await sarif(["."], { "a b.cron.json": { ...spec, schedule: "61 * * * *" } });
  expect([code, err, log.version]).toEqual([1, [], "2.1.0"]);
  expect(run.tool.driver).toMatchObject({ name: "langgraph-crons", version });
  expect(run.tool.driver.rules).toMatchObject([
    {
      id: "schedule.out-of-range",
      helpUri: expect.stringMatching(/^https:\/\/github\.com\/.*\/blob\/main\/docs\/schedule-language\.md#/),
      defaultConfiguration: { level: "error" },
    },
  ]);
  expect(run.results).toEqual([
    {
      ruleId: "schedule.out-of-range",
      ruleIndex: 0,
      level: "error",
      message: { text: expect.stringMatching(/^“61” is out of range/) },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "a%20b.cron.json", uriBaseId: "%SRCROOT%" },
            region: { startLine: 4, startColumn: 15, endLine: 4, endColumn: 17 },
          },
        },
      ],
    },
  ]);
});

test("without findings it has no result and no rule; a file that can't be read is a notification", async () => {
  const good = await sarif(["."], { "a.cron.json": spec });
  expect([good.code, good.run.results, good.run.tool.driver.rules]).toEqual([0, [], []]);
  expect(good.run.invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }]);
  const missing = await sarif(["gone.cron.json"], {});
  expect([missing.code, missing.err]).toEqual([2, ["gone.cron.json: can't be read (ENOENT)."]]);
  expect(missing.run.invocations).toMatchObject([
    {
      executionSuccessful: false,
      toolExecutionNotifications: [
        { level: "error", locations: [{ physicalLocation: { artifactLocation: { uri: "gone.cron.json" } } }] },
      ],
    },
  ]);
});

test.each([
  ["./crons/a.cron.json", "crons/a.cron.json"],
  ["../a.cron.json", "../a.cron.json"],
  ["a:b.cron.json", "a%3Ab.cron.json"],
  ["ä%#?.cron.json", "%C3%A4%25%23%3F.cron.json"],
  ["/work/a b.cron.json", "file:///work/a%20b.cron.json"],
  ["C:\\crons\\a.cron.json", "file:///C:/crons/a.cron.json"],
  ["\ud800.cron.json", "%EF%BF%BD.cron.json"],
])("the path %s is the address %s", (path, uri) => {
  const [run] = sarifLog([], [{ path, message: "m" }]).runs;
  const [notification] = run?.invocations[0]?.toolExecutionNotifications ?? [];
  expect(notification?.locations[0]?.physicalLocation.artifactLocation).toMatchObject({ uri });
});

/** What the standard demands of every log (its schema has no licence that allows a copy of it here). */
function faultsOf({ runs }: SarifLog): readonly string[] {
  return runs
    .flatMap(({ results, tool: { driver } }) => [
      ...driver.rules.filter(({ id }, index) => driver.rules.findIndex((rule) => rule.id === id) !== index),
      ...results.filter(({ ruleId, ruleIndex }) => driver.rules[ruleIndex]?.id !== ruleId),
      ...results.filter(({ level }) => !["error", "warning", "note"].includes(level)),
      ...results.filter(({ message }) => message.text === "" || /\]\(/.test(message.text)),
      ...results.flatMap(({ locations }) =>
        locations.filter(({ physicalLocation: { artifactLocation, region } }) => {
          const { endColumn, endLine, startColumn, startLine } = region;
          const isPlaced = startLine > 0 && startColumn > 0 && endColumn > 0;
          const isForward = endLine > startLine || (endLine === startLine && endColumn >= startColumn);
          return !isPlaced || !isForward || !URL.canParse(artifactLocation.uri, "file:///repository/");
        }),
      ),
    ])
    .map((fault) => JSON.stringify(fault));
}

test("texts of files are data: they make no link, no command for GitHub, and no log that breaks the standard", async () => {
  const crons = hostileTexts.flatMap((text) => [
    { ...spec, name: text.slice(0, 300) },
    { ...spec, name: "n", schedule: text.slice(0, 300), [text.slice(0, 300)]: 1, timezone: text.slice(0, 300) },
  ]);
  const { out } = await cliRun(["check", ".", "--format", "sarif"], { files: { "a.cron.json": crons } });
  const text = out.join("\n");
  const log = JSON.parse(text) as SarifLog;
  expect(log.runs[0]?.results.length).toBeGreaterThan(hostileTexts.length);
  expect(faultsOf(log)).toEqual([]);
  expect(text).not.toMatch(/##\[|^\s*::|\u202e|\u2028/m);
});

test("every rule has a page that explains it, which is a link", () => {
  for (const { help } of Object.values(findingCatalogue)) expect(help).toMatch(/^[\w-]+\.md#[\w-]+$/);
});
