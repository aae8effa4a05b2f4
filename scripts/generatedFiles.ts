import { readFileSync } from "node:fs";
import type { Parameter, ParameterType } from "../src/core/arguments/parameter";
import { formSections } from "../src/core/arguments/parameter";
import { parameters } from "../src/core/arguments/parameters";
import type { JsonValue } from "../src/core/base/json";
import { environmentsSchema } from "../src/core/environments/environmentsSchema";
import { editorSchema, specFileSchema } from "../src/core/specFile/specSchema";
import { commandLinePage } from "./commandLinePage";
import { findingsPage } from "./findingsPage";
import { l10nBundle } from "./l10nBundle";
import { layersTable } from "./lint/layers";
import { markdownTable } from "./markdownTable";
import { planSchema } from "./planSchema";
import { zonePlacesModule } from "./zonePlaces";

/** Files that are generated from the code, by their path in the project. `npm run generate` writes them. */
export function generatedFiles(): ReadonlyMap<string, string> {
  return new Map([
    ["media/cron.schema.json", `${JSON.stringify(specFileSchema(), null, 2)}\n`],
    ["media/cronEditor.schema.json", `${JSON.stringify(editorSchema, null, 2)}\n`],
    ["media/cronEnvironments.schema.json", `${JSON.stringify(environmentsSchema(), null, 2)}\n`],
    ["docs/plan.schema.json", `${JSON.stringify(planSchema(), null, 2)}\n`],
    ["docs/parameters.md", parametersPage()],
    ["docs/findings.md", findingsPage(notice)],
    ["docs/architecture.md", architecturePage()],
    ["docs/command-line.md", commandLinePage(readFileSync("docs/command-line.md", "utf8"))],
    ["l10n/bundle.l10n.json", l10nBundle()],
    ["src/core/schedule/zonePlaceList.ts", zonePlacesModule()],
  ]);
}

const notice = "<!-- Made by `npm run generate` from the code. Change it there. -->";

/** The page with the table of layers between its two markers updated. */
function architecturePage(): string {
  const page = readFileSync("docs/architecture.md", "utf8");
  const marked = /(<!-- layers:[^\n]*-->\n).*(\n<!-- end of layers -->)/s;
  if (!marked.test(page)) throw new Error("docs/architecture.md has no place for the table of layers.");
  return page.replace(marked, (_all, begin: string, end: string) => `${begin}\n${layersTable()}\n${end}`);
}

function parametersPage(): string {
  const sections = formSections.map(({ id, title, help }) => {
    const rows = parameters.filter(({ section }) => section === id).map(parameterRow);
    return [
      `## ${title}`,
      "",
      help,
      "",
      ...markdownTable(["Key", "Type", "Default", "Since", "Sent in", "Changed by"], rows),
    ];
  });
  const intro =
    "Every parameter of the Python SDK's `create_for_thread`, and `on_run_completed` of `create`, by its wire name. " +
    "*Default* is what the server does without it: defaults are never sent. *Since* is the first Agent Server version " +
    "that knows it; older ones ignore it. *Changed by* tells how a submit changes a cron that exists.";
  const choices = parameters.flatMap(choicesOf);
  return page(["# Parameters", "", notice, "", intro, "", ...sections.flatMap((lines) => [...lines, ""]), ...choices]);
}

function parameterRow({ deprecated, help, name, place, required, serverDefault, since, type, update }: Parameter) {
  const isRemovedByNew = !required && update.kind === "patch" && update.clear === "recreate";
  const old = deprecated === undefined ? "" : ` Deprecated: ${deprecated.why}`;
  return [
    `\`${name}\`${required ? " (required)" : ""}<br>${help}${old}`,
    typeWords[type.kind],
    serverDefault === null ? "" : code(serverDefault),
    since ?? "",
    place,
    updateWords[update.kind] + (isRemovedByNew ? "; removed by a new cron" : ""),
  ];
}

const updateWords: Readonly<Record<Parameter["update"]["kind"], string>> = {
  patch: "PATCH",
  recreate: "a new cron",
  notStored: "not stored",
};

const typeWords: Readonly<Record<ParameterType["kind"], string>> = {
  text: "text",
  uuidOrNull: "UUID or null",
  schedule: "[schedule](schedule-language.md)",
  zone: "IANA time zone",
  dateTime: "ISO 8601 with offset",
  boolean: "true, false",
  url: "http(s) address",
  object: "object",
  objectOrList: "object, or list of objects",
  namesOrAll: 'list of node names, or `"*"`',
  choice: "one value, see below",
  choiceOrList: "one value or a list, see below",
  headers: "object of texts",
  query: "object of scalars or lists of them",
};

function choicesOf({ name, type }: Parameter): readonly string[] {
  if (type.kind !== "choice" && type.kind !== "choiceOrList") return [];
  const rows = type.values.map(({ value, help }) => [code(value), help]);
  return [`## Values of ${name}`, "", ...markdownTable(["Value", "Meaning"], rows), ""];
}

function code(value: JsonValue): string {
  return `\`${JSON.stringify(value)}\``;
}

function page(lines: readonly string[]): string {
  return `${lines.join("\n").trimEnd()}\n`;
}
