import type { RawArguments } from "../../arguments/cronArguments";
import type { AllowedValue, Parameter } from "../../arguments/parameter";
import { parameterByName } from "../../arguments/parameters";
import type { JsonValue } from "../../base/json";
import { scheduleOf } from "../../schedule/guide/scheduleOf";
import { schedulePresets } from "../../schedule/guide/schedulePresets";
import { timeZoneNames } from "../../schedule/timeZone";
import { completionTexts } from "./completionTexts";
import { type Proposal, valueProposal } from "./proposal";
import { textsAsStops } from "./snippetText";
import type { SpecPlace } from "./specPlace";

/** Sources of a spec file's values besides its text. */
export interface ValueSources {
  /** Epoch milliseconds. */
  readonly now: number;
  /** The user's own time zone. */
  readonly localZone: string;
  /** The name of a spec that has none. */
  readonly fileName: string;
}

/** Proposals for a value that need no server, the likeliest first. */
export function valueProposals(given: RawArguments, place: SpecPlace, sources: ValueSources): readonly Proposal[] {
  const [key, index] = place.path;
  if (key === "name" && place.path.length === 1) return [valueProposal(sources.fileName)];
  if (key === "protect" && place.path.length === 1) return [valueProposal(true), valueProposal(false)];
  const parameter = parameterByName(String(key));
  if (parameter === undefined) return [];
  if (place.path.length === 1) return ofParameter(parameter, sources);
  return place.path.length === 2 && typeof index === "number" ? ofItem(parameter, given[parameter.name], index) : [];
}

function ofParameter(parameter: Parameter, { localZone, now }: ValueSources): readonly Proposal[] {
  const { example, name, type } = parameter;
  switch (type.kind) {
    case "schedule":
      return schedulePresets.map(({ guide }) => valueProposal(scheduleOf(guide) ?? null, { kind: "schedule" }));
    case "zone":
      return [...new Set([localZone, "UTC", ...timeZoneNames()])].map((zone) => valueProposal(zone, { kind: "zone" }));
    case "dateTime":
      return endDays.map((days) => valueProposal(midnightAfter(now, days), { kind: "moment" }));
    case "boolean":
      return [valueProposal(true), valueProposal(false)];
    case "uuidOrNull":
      return [valueProposal(null, { help: completionTexts.noThread })];
    case "choice":
      return choices(type.values);
    case "choiceOrList":
      return [...choices(type.values), listProposal(completionTexts.someValues)];
    case "namesOrAll":
      return [valueProposal("*", { help: completionTexts.everyNode }), listProposal(completionTexts.someNodes)];
    case "object":
    case "objectOrList":
      return name === "metadata" ? [] : [valueProposal(example, { insert: textsAsStops(1, example) })];
    default:
      return [];
  }
}

function ofItem({ type }: Parameter, list: JsonValue | undefined, index: number): readonly Proposal[] {
  if (type.kind !== "choiceOrList") return [];
  return choices(type.values).filter(({ label }) => isFreeItem(list, index, label));
}

/** Whether a list has a value at no other index than this one. */
export function isFreeItem(list: JsonValue | undefined, index: number, value: string): boolean {
  return !Array.isArray(list) || !list.some((item: JsonValue, at) => item === value && at !== index);
}

function choices(values: readonly AllowedValue[]): readonly Proposal[] {
  return values.map(({ value, help }) => valueProposal(value, { help }));
}

function listProposal(help: string): Proposal {
  return { kind: "value", label: "[ ]", insert: '["$1"]', filter: "[", help, goesOn: true };
}

/** A week, a month and a year. */
const endDays = [7, 30, 365];
const day = 86_400_000;

function midnightAfter(now: number, days: number): string {
  return `${new Date(now + days * day).toISOString().slice(0, 10)}T00:00:00Z`;
}
