import { type FindingCode, findingCatalogue } from "../src/core/finding/findingCatalogue";
import type { FindingEntry } from "../src/core/finding/findingEntry";
import type { SpecChange } from "../test/fixtures/specs/badSpec";
import { type ExampleSetting, type FindingExample, findingExamples } from "../test/fixtures/specs/findingExamples";

type FindingExamples = Readonly<Partial<Record<FindingCode, FindingExample>>>;

/** `docs/findings.md`: each rule's message, with the wrong and the fixed example that the tests check. */
export function findingsPage(notice: string, examples: FindingExamples = findingExamples): string {
  const intro =
    "All messages about a schedule, a spec file or a `langgraph-crons.json`: in the editor, in the form, before a submit and by " +
    "`langgraph-crons check`. An *error* stops a submit: the server would refuse the cron, or never run it. " +
    "A *warning* means that it would run, but probably not as intended. *Info* and *hint* are good to know and stop " +
    "nothing. Each rule has an example that triggers it and one that doesn't; the tests run them all.";
  const entries = Object.entries(findingCatalogue) as [FindingCode, FindingEntry][];
  const sections = groups.flatMap(({ title, prefix }) => [
    `## ${title}`,
    "",
    ...entries
      .filter(([code]) => prefix.test(code))
      .flatMap(([code, entry]) => section(code, entry, exampleOf(code, examples))),
  ]);
  return `${["# Findings", "", notice, "", intro, "", ...sections].join("\n").trimEnd()}\n`;
}

const groups = [
  { title: "Schedules and time zones", prefix: /^(schedule|timezone)\./ },
  { title: "Spec files", prefix: /^spec\./ },
  { title: "Specs and a server", prefix: /^server\./ },
  { title: "Environments", prefix: /^environments\./ },
] as const;

/** Throws if there is none: the compiler demands one, but `npm run generate` doesn't ask it. */
function exampleOf(code: FindingCode, examples: FindingExamples): FindingExample {
  const example = examples[code];
  if (example !== undefined) return example;
  const file = /^(schedule|timezone)\./.test(code) ? "scheduleExamples.ts" : "findingExamples.ts";
  throw new Error(`The finding ${code} has no example: add a mistake and its remedy to test/fixtures/specs/${file}.`);
}

function section(
  code: FindingCode,
  { severity, message, help }: FindingEntry,
  { bad, good, setting }: FindingExample,
): readonly string[] {
  const where = setting === undefined ? "" : ` ${settingText(setting)}`;
  return [
    `### \`${code}\``,
    "",
    `*${severity}* · ${message} [More](${help})`,
    "",
    `- Bad${where}: ${exampleText(bad)}`,
    `- Good: ${exampleText(good)}`,
    "",
  ];
}

/** Enough for a reader; the rest of a long text repeats the same. */
const mostCharacters = 160;

function exampleText(example: FindingExample["bad"]): string {
  const text = typeof example === "string" ? example : membersText(example);
  if (text === "") return "without it";
  return `\`${text.length > mostCharacters ? `${text.slice(0, mostCharacters).trim()}…` : text}\``;
}

function membersText(change: SpecChange): string {
  const members = Object.entries(change).map(([key, value]) =>
    value === undefined ? `(no "${key}")` : `"${key}": ${JSON.stringify(value)}`,
  );
  return members.join(", ");
}

function settingText(setting: ExampleSetting): string {
  switch (setting.kind) {
    case "server": {
      const place = setting.onLoopback === true ? " on this computer" : "";
      return `on Agent Server ${setting.version}${place}`;
    }
    case "environment":
    case "submit":
      return `where only \`${Object.keys(setting.values).join("`, `")}\` has a value`;
    case "encoding":
      return `in a file that VS Code reads as \`${setting.encoding}\``;
    case "fileName":
      return `in a file called \`${setting.name}.cron.json\``;
    case "otherFile":
      return `where another file has “${setting.name}” too`;
    case "environments":
      return "in a `langgraph-crons.json`, beside the spec `daily`";
    case "answers":
      return "on a server with one assistant, `report`, and this one thread";
  }
}
