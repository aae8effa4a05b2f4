import { isJsonObject, type JsonObject, type JsonValue } from "../../../../core/base/json";
import { fail, ok, type Result } from "../../../../core/base/result";
import { followSchema } from "../../../../core/checks/followSchema";
import { inputShape } from "../../../../core/checks/inputShape";

/** What the quick path asks of a graph's input: one message, JSON with these keys, or nothing. */
export type InputNeed =
  | { readonly kind: "message" }
  /** `keys`: those that the schema requires; empty if it is unknown. */
  | { readonly kind: "json"; readonly keys: readonly string[] }
  | { readonly kind: "none" };

/** Limits what a hostile schema can make a box say. */
const mostKeys = 6;
const longestKey = 40;

/** By the JSON schema of the assistant's input; undefined: it is not known, so that anything may be needed. */
export function inputNeed(schema: JsonObject | undefined): InputNeed {
  if (schema === undefined) return { kind: "json", keys: [] };
  if (inputShape(schema)?.hasMessages === true) return { kind: "message" };
  const root = followSchema(schema, schema);
  if (root === undefined || !isJsonObject(root.properties)) return { kind: "json", keys: [] };
  const required: readonly JsonValue[] = Array.isArray(root.required) ? root.required : [];
  const keys = required.filter((key): key is string => typeof key === "string" && key.length <= longestKey);
  return required.length === 0 ? { kind: "none" } : { kind: "json", keys: keys.slice(0, mostKeys) };
}

/** The input that a text stands for; the failure is what is wrong with the text. Nothing typed is an empty input. */
export function readInput(kind: InputNeed["kind"], text: string): Result<JsonValue, InputRefusal> {
  const written = text.trim();
  switch (kind) {
    case "none":
      return ok({});
    case "message":
      return written === "" ? fail("noMessage") : ok({ messages: [{ role: "user", content: written }] });
    case "json":
      return written === "" ? ok({}) : readJson(written);
  }
}

export type InputRefusal = "noMessage" | "noJson" | "noObject";

function readJson(text: string): Result<JsonValue, InputRefusal> {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return fail("noJson");
  }
  const isList = Array.isArray(value) && value.length > 0 && value.every((item: JsonValue) => isJsonObject(item));
  return isJsonObject(value) || isList ? ok(value) : fail("noObject");
}
