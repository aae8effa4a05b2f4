import type { JsonObject, JsonValue } from "../../core/json";
import { textsOf } from "../../core/spec/texts";
import type { FormDraft } from "../../protocol/cronForm";
import type { FormRecord } from "./formRecord";

interface Split {
  /** The record without what may be secret: for the workspace's state, which is a plain file. */
  readonly plain: FormRecord;
  /** What was taken out, for the secret storage; empty where there is nothing. */
  readonly secret: JsonObject;
}

/** Parts of a draft in which people write keys, whatever those look like. */
const alwaysSecret: readonly string[] = ["headers", "params"];

/** What names something of the server, or a time. */
const neverSecret: readonly string[] = ["thread_id", "assistant_id", "schedule", "timezone", "end_time"];

/** Takes every parameter out of a draft that may hold a secret. */
export function splitSecrets(record: FormRecord): Split {
  const { draft } = record;
  const names = [...new Set([...Object.keys(draft.arguments), ...Object.keys(draft.typed)])];
  const secretNames = names.filter((name) => mayBeSecret(name, draft.arguments[name], draft.typed[name]));
  if (secretNames.length === 0) return { plain: record, secret: {} };
  const take = (from: JsonObject, secret: boolean) =>
    Object.fromEntries(Object.entries(from).filter(([name]) => secretNames.includes(name) === secret));
  return {
    plain: {
      ...record,
      draft: { ...draft, arguments: take(draft.arguments, false), typed: take(draft.typed, false) },
    },
    secret: { arguments: take(draft.arguments, true), typed: take(draft.typed, true) },
  };
}

/** The record as it was before it was split. */
export function withSecrets(record: FormRecord, secret: JsonObject): FormRecord {
  const { arguments: args, typed } = secret;
  const draft: FormDraft = {
    ...record.draft,
    arguments: { ...record.draft.arguments, ...(isObject(args) ? args : {}) },
    typed: { ...record.draft.typed, ...(isObject(typed) ? typed : {}) },
  };
  return { ...record, draft };
}

/** Long enough for a key. An id or a long word may be one: taking it for a secret does no harm here. */
const token = /[\w+/=.-]{20,}/g;

function holdsKey(text: string): boolean {
  return (text.match(token) ?? []).some((found) => /\d/.test(found) && /[A-Za-z]/.test(found));
}

function mayBeSecret(name: string, ...values: readonly (JsonValue | undefined)[]): boolean {
  if (alwaysSecret.includes(name)) return true;
  if (neverSecret.includes(name)) return false;
  return values.some((value) => value !== undefined && textsOf(value, name).some(({ text }) => holdsKey(text)));
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
