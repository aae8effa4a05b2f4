import { isJsonObject, type JsonObject, type JsonValue } from "../base/json";
import { followSchema, own, schemaType, usualSchema } from "./followSchema";

/** A key of a graph's input that a single control can hold. Texts are the server's own. */
export interface InputKey {
  readonly key: string;
  readonly kind: "text" | "number" | "integer" | "boolean" | "choice";
  /** Only of a choice. */
  readonly choices: readonly string[];
  /** Empty if there is none. */
  readonly description: string;
}

/** What a form asks for instead of a graph's input as JSON. */
export interface InputShape {
  /** It has LangGraph's list of messages. */
  readonly hasMessages: boolean;
  readonly keys: readonly InputKey[];
}

/** Of the roles that LangGraph accepts those that people write: it turns each into a message of its own kind. */
export const messageRoles = ["user", "assistant", "system"] as const;

/** Limits: nobody fills in more in a form, and the texts are shown. */
const mostKeys = 12;
const longestKey = 80;
const longestText = 300;

/** The shape of a graph's input by its schema; undefined if JSON is the only way to write it. Never throws. */
export function inputShape(root: JsonObject): InputShape | undefined {
  const properties = followSchema(root, root)?.properties;
  if (!isJsonObject(properties)) return undefined;
  const isMessages = (key: string) => key === "messages" && typeAt(root, properties[key]) === "array";
  const names = Object.keys(properties).filter((key) => key.length <= longestKey);
  const keys = names.filter((key) => !isMessages(key)).flatMap((key) => inputKey(root, key, properties[key]) ?? []);
  const hasMessages = names.some(isMessages);
  return hasMessages || keys.length > 0 ? { hasMessages, keys: keys.slice(0, mostKeys) } : undefined;
}

/** Whether the shape's controls can hold a value without losing anything of it; undefined: there is none. */
export function fitsShape(value: JsonValue | undefined, { hasMessages, keys }: InputShape): boolean {
  if (value === undefined) return true;
  if (!isJsonObject(value)) return false;
  return Object.entries(value).every(([key, member]) => {
    if (key === "messages" && hasMessages) return Array.isArray(member) && member.every(isPlainMessage);
    const known = keys.find((each) => each.key === key);
    return known !== undefined && fitsKey(member, known);
  });
}

function typeAt(root: JsonObject, written: JsonValue | undefined): JsonValue | undefined {
  const schema = usualSchema(root, written);
  return schema && schemaType(schema);
}

function inputKey(root: JsonObject, key: string, written: JsonValue | undefined): InputKey | undefined {
  const schema = usualSchema(root, written);
  if (schema === undefined) return undefined;
  const text = schema.description ?? own(written, "description");
  const description = typeof text === "string" ? text.slice(0, longestText) : "";
  if (Array.isArray(schema.enum)) {
    const choices = schema.enum.filter((choice: JsonValue): choice is string => typeof choice === "string");
    return choices.length === schema.enum.length ? { key, kind: "choice", choices, description } : undefined;
  }
  const kinds: Readonly<Record<string, InputKey["kind"]>> = {
    string: "text",
    number: "number",
    integer: "integer",
    boolean: "boolean",
  };
  const type = schemaType(schema);
  const kind = typeof type === "string" && Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  return kind === undefined ? undefined : { key, kind, choices: [], description };
}

function isPlainMessage(value: JsonValue): boolean {
  return (
    isJsonObject(value) &&
    Object.keys(value).length === 2 &&
    typeof value.content === "string" &&
    messageRoles.some((role) => role === value.role)
  );
}

function fitsKey(value: JsonValue, { choices, kind }: InputKey): boolean {
  switch (kind) {
    case "text":
      return typeof value === "string";
    case "boolean":
      return typeof value === "boolean";
    case "number":
      return typeof value === "number";
    case "integer":
      return Number.isInteger(value);
    case "choice":
      return choices.some((choice) => choice === value);
  }
}
