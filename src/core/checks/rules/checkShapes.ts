import type { RawArguments } from "../../arguments/cronArguments";
import { limits } from "../../arguments/limits";
import type { AllowedValue, ParameterType } from "../../arguments/parameter";
import { parameterByName } from "../../arguments/parameters";
import { readDateTime } from "../../base/dateTime";
import { isUuid } from "../../base/isUuid";
import { isJsonObject, type JsonValue } from "../../base/json";
import { mostSimilar } from "../../base/similar";
import type { SpecFindingCode } from "../../finding/catalogue/specFindings";
import type { Finding, Fix, ValuePath } from "../../finding/finding";
import { removeKey, setTo } from "../../finding/fixes";
import { jsonType, shown, specFinding } from "../specFinding";
import { firstMistakes } from "./firstMistakes";

/** Checks each value against its parameter's type; `checkKeys` reports unknown keys and nulls. */
export function checkShapes(spec: RawArguments): readonly Finding[] {
  return Object.entries(spec).flatMap(([key, value]) => {
    const parameter = parameterByName(key);
    if (parameter === undefined || (value === null && parameter.type.kind !== "uuidOrNull")) return [];
    return checkShape(value, key, parameter.type);
  });
}

function checkShape(value: JsonValue, key: string, type: ParameterType): readonly Finding[] {
  switch (type.kind) {
    case "choice":
      return checkChoice(value, [key], key, type.values);
    case "choiceOrList":
      return checkChoices(value, key, type.values);
    default:
      return shapeChecks[type.kind](value, key);
  }
}

type PlainKind = Exclude<ParameterType["kind"], "choice" | "choiceOrList">;

const shapeChecks: Readonly<Record<PlainKind, (value: JsonValue, key: string) => readonly Finding[]>> = {
  text: (value, key) => checkText(value, [key], key, limits.nameLength),
  zone: (value, key) => checkText(value, [key], key, limits.nameLength),
  // `checkSchedule` has its own limit.
  schedule: (value, key) => checkText(value, [key], key, limits.valueLength),
  url: (value, key) => checkText(value, [key], key, limits.webhookLength),
  boolean: checkBoolean,
  object: (value, key) => (isJsonObject(value) ? [] : [wrongType("spec.not-object", value, [key])]),
  uuidOrNull: checkThread,
  dateTime: checkDateTime,
  objectOrList: checkObjectOrList,
  namesOrAll: checkNames,
  headers: checkHeaderTypes,
  query: checkQueryTypes,
};

function wrongType(code: SpecFindingCode, value: JsonValue, path: ValuePath, meant?: JsonValue): Finding {
  return specFinding(code, path, { args: { key: shown(path.join(".")), actual: jsonType(value) }, fix: setTo(meant) });
}

function checkText(value: JsonValue, path: ValuePath, key: string, limit: number): readonly Finding[] {
  if (typeof value !== "string") return [wrongType("spec.not-text", value, path, textMeant(value))];
  if (value.trim() === "") return [specFinding("spec.empty", path, { args: { key }, fix: emptyFix(path) })];
  return value.length <= limit
    ? []
    : [specFinding("spec.too-long", path, { args: { key, length: value.length, limit } })];
}

/** The intended text: a number or boolean without quotes, or the only text of a list. */
function textMeant(value: JsonValue): string | undefined {
  if (Number.isFinite(value) || typeof value === "boolean") return String(value);
  const [only, ...others] = Array.isArray(value) ? value : [];
  return typeof only === "string" && only.trim() !== "" && others.length === 0 ? only : undefined;
}

/** An empty parameter means that none is wanted. */
function emptyFix([key, ...deeper]: ValuePath): Fix | undefined {
  const parameter = deeper.length === 0 ? parameterByName(String(key)) : undefined;
  if (parameter?.type.kind === "uuidOrNull") return setTo(null);
  return parameter === undefined || parameter.required ? undefined : removeKey;
}

const booleanWords: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  1: true,
  false: false,
  no: false,
  off: false,
  0: false,
};

function checkBoolean(value: JsonValue, key: string): readonly Finding[] {
  if (typeof value === "boolean") return [];
  const word = typeof value === "string" || typeof value === "number" ? String(value).toLowerCase() : "";
  const meant = Object.hasOwn(booleanWords, word) ? booleanWords[word] : undefined;
  return [wrongType("spec.not-boolean", value, [key], meant)];
}

function checkThread(value: JsonValue, key: string): readonly Finding[] {
  if (value === null) return [];
  const asText = checkText(value, [key], key, limits.nameLength);
  if (asText.length > 0 || typeof value !== "string" || isUuid(value)) return asText;
  return [specFinding("spec.not-uuid", [key], { args: { value: shown(value) } })];
}

function checkDateTime(value: JsonValue, key: string): readonly Finding[] {
  const asText = checkText(value, [key], key, limits.nameLength);
  if (asText.length > 0 || typeof value !== "string" || readDateTime(value).kind !== "invalid") return asText;
  const [written] = [`${value}T00:00:00Z`, `${value}:00Z`].filter((text) => readDateTime(text).kind !== "invalid");
  return [specFinding("spec.not-date-time", [key], { args: { value: shown(value) }, fix: setTo(written) })];
}

function checkObjectOrList(value: JsonValue, key: string): readonly Finding[] {
  if (isJsonObject(value)) return [];
  if (!Array.isArray(value)) return [wrongType("spec.not-object-or-list", value, [key], messageOf(value))];
  const stranger = value.findIndex((item) => !isJsonObject(item));
  return stranger < 0 ? [] : [wrongType("spec.not-object", value[stranger] ?? null, [key, stranger])];
}

/** The text in the form most graphs accept: a message from the user. */
function messageOf(value: JsonValue): JsonValue | undefined {
  if (typeof value !== "string" || value.trim() === "") return undefined;
  return { messages: [{ role: "user", content: value }] };
}

function checkNames(value: JsonValue, key: string): readonly Finding[] {
  if (value === "*") return [];
  if (!Array.isArray(value)) {
    const meant = typeof value === "string" && value.trim() !== "" ? [value] : undefined;
    return [specFinding("spec.not-names", [key], { args: { key }, fix: setTo(meant) })];
  }
  return firstMistakes(value.entries(), ([index, item]) => checkText(item, [key, index], key, limits.nameLength));
}

function checkChoice(
  value: JsonValue,
  path: ValuePath,
  key: string,
  allowed: readonly AllowedValue[],
): readonly Finding[] {
  const asText = checkText(value, path, key, limits.nameLength);
  if (asText.length > 0 || typeof value !== "string") return asText;
  const choices = allowed.map((choice) => choice.value);
  if (choices.includes(value)) return [];
  const meant = mostSimilar(value, choices);
  return [
    specFinding("spec.not-choice", path, {
      args: { key, value: shown(value), choices: choices.map((choice) => `"${choice}"`).join(", ") },
      fix: setTo(meant),
    }),
  ];
}

function checkChoices(value: JsonValue, key: string, allowed: readonly AllowedValue[]): readonly Finding[] {
  if (!Array.isArray(value)) return checkChoice(value, [key], key, allowed);
  if (value.length === 0) return [specFinding("spec.no-stream-mode", [key], { fix: removeKey })];
  return firstMistakes(value.entries(), ([index, item]) => checkChoice(item, [key, index], key, allowed));
}

function checkHeaderTypes(value: JsonValue, key: string): readonly Finding[] {
  return checkMembers(value, key, (member, path) =>
    typeof member === "string" ? [] : [wrongType("spec.not-text", member, path, textMeant(member))],
  );
}

function checkQueryTypes(value: JsonValue, key: string): readonly Finding[] {
  return checkMembers(value, key, (member, path) => {
    if (!Array.isArray(member)) return isScalar(member) ? [] : [wrongType("spec.not-query-value", member, path)];
    return firstMistakes(member.entries(), ([index, item]) =>
      isScalar(item) ? [] : [wrongType("spec.not-query-value", item, [...path, index])],
    );
  });
}

function checkMembers(
  value: JsonValue,
  key: string,
  check: (member: JsonValue, path: ValuePath) => readonly Finding[],
): readonly Finding[] {
  if (!isJsonObject(value)) return [wrongType("spec.not-object", value, [key])];
  return firstMistakes(Object.entries(value), ([name, member]) => check(member, [key, name]));
}

function isScalar(value: JsonValue): boolean {
  return value === null || typeof value !== "object";
}
