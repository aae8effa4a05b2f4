import type { ParameterType } from "../../../src/core/arguments/parameter";
import type { JsonValue } from "../../../src/core/base/json";

type Kind = ParameterType["kind"];
type TypeOf<K extends Kind> = Extract<ParameterType, { readonly kind: K }>;

const isText = (value: JsonValue) => typeof value === "string";
const isTextList = (value: JsonValue) => Array.isArray(value) && value.every(isText);
const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);
const allows = ({ values }: TypeOf<"choice" | "choiceOrList">, value: JsonValue) =>
  values.some((allowed) => allowed.value === value);

const rules: { readonly [K in Kind]: (value: JsonValue, type: TypeOf<K>) => boolean } = {
  text: isText,
  schedule: isText,
  zone: isText,
  url: isText,
  dateTime: isText,
  uuidOrNull: (value) => value === null || isText(value),
  boolean: (value) => typeof value === "boolean",
  namesOrAll: (value) => value === "*" || isTextList(value),
  choice: (value, type) => allows(type, value),
  choiceOrList: (value, type) => allows(type, value) || (isList(value) && value.every((item) => allows(type, item))),
  // JSON shows any value.
  object: () => true,
  objectOrList: () => true,
  headers: () => true,
  query: () => true,
};

/** Whether the control for this type can show the value. A value that it can't show must not be lost. */
export function fitsControl(type: ParameterType, value: JsonValue): boolean {
  const rule = rules[type.kind] as (value: JsonValue, type: ParameterType) => boolean;
  return rule(value, type);
}
