import type { RawArguments } from "../../arguments/cronArguments";
import type { Parameter, ParameterType } from "../../arguments/parameter";
import { parameters } from "../../arguments/parameters";
import { isJsonObject, type JsonValue } from "../../base/json";
import { completionTexts } from "./completionTexts";
import type { Proposal } from "./proposal";
import { jsonSnippet, snippetChoice, snippetStop } from "./snippetText";
import type { SpecPlace } from "./specPlace";

/** The keys a cron can still get, in the form's order. `has`: whether it has a key that is not an argument. */
export function specKeyProposals(
  given: RawArguments,
  has: (key: "name" | "protect") => boolean,
  place: SpecPlace,
): readonly Proposal[] {
  const missing = parameters.filter((parameter) => isFree(given, parameter.name) && fits(parameter, given));
  return [
    ...(has("name") ? [] : [nameProposal(place)]),
    ...missing.map((parameter) => ({
      ...keyProposal(parameter.name, valueSnippet(parameter), place),
      help: parameter.help,
      ...(parameter.deprecated === undefined ? {} : { isDeprecated: true as const }),
      ...(hasValueProposals(parameter.type) ? { goesOn: true as const } : {}),
    })),
    ...(has("protect") ? [] : [protectProposal(place)]),
  ];
}

const configKeys: readonly { readonly key: string; readonly value: string; readonly help: string }[] = [
  { key: "tags", value: '["$1"]', help: completionTexts.tags },
  { key: "recursion_limit", value: snippetStop(1, 25), help: completionTexts.recursionLimit },
  { key: "configurable", value: "{ $1 }", help: completionTexts.configurable },
];

/** The keys of `config` that every graph has. */
export function configKeyProposals(given: JsonValue | undefined, place: SpecPlace): readonly Proposal[] {
  return configKeys
    .filter(({ key }) => isFree(given, key))
    .map(({ key, value, help }) => ({ ...keyProposal(key, value, place), help }));
}

/** A key with its value and any comma it needs, or only the key if a value follows already. */
export function keyProposal(key: string, value: string, { next }: SpecPlace): Proposal {
  const insert = next === "colon" ? jsonSnippet(key) : `${jsonSnippet(key)}: ${value}${next === "more" ? "," : ""}`;
  return { kind: "key", label: key, insert, filter: JSON.stringify(key) };
}

/** Whether an object does not have the key yet. */
export function isFree(given: JsonValue | undefined, key: string): boolean {
  return !isJsonObject(given) || !Object.hasOwn(given, key);
}

function nameProposal(place: SpecPlace): Proposal {
  const help = completionTexts.name;
  return { ...keyProposal("name", '"$1"', place), help, goesOn: true };
}

function protectProposal(place: SpecPlace): Proposal {
  return { ...keyProposal("protect", snippetChoice(1, [true, false]), place), help: completionTexts.protect };
}

/** A cron on a thread has no thread to delete or keep after each run. */
function fits({ withoutThreadOnly }: Parameter, { thread_id }: RawArguments): boolean {
  return withoutThreadOnly !== true || typeof thread_id !== "string";
}

type Kind = ParameterType["kind"];

const opensList: ReadonlySet<Kind> = new Set<Kind>([
  ...(["text", "uuidOrNull", "schedule", "zone", "dateTime", "choice", "choiceOrList", "namesOrAll"] as const),
  ...(["object", "objectOrList"] as const),
]);

function hasValueProposals({ kind }: ParameterType): boolean {
  return opensList.has(kind);
}

function valueSnippet({ example, name, serverDefault, type }: Parameter): string {
  switch (type.kind) {
    case "text":
    case "schedule":
    case "zone":
    case "dateTime":
    case "choice":
    case "choiceOrList":
      return '"$1"';
    case "boolean":
      return snippetChoice(1, [serverDefault !== true, serverDefault === true]);
    case "url":
      return snippetStop(1, example);
    case "headers":
    case "query":
      return '{ "$1": "$2" }';
    case "object":
      return name === "metadata" ? '{ "$1": "$2" }' : "$1";
    default:
      return "$1";
  }
}
