import type { JsonObject, JsonValue } from "../../../core/base/json";
import type { FormDraft } from "../../../protocol/cronForm";
import { mayBeSecret } from "../../../protocol/mayBeSecret";
import type { FormRecord } from "./formRecord";

interface Split {
  /** The record without possible secrets: for the workspace's state, which is a plain file. */
  readonly plain: FormRecord;
  /** The removed parts, for the secret storage; empty if there are none. */
  readonly secret: JsonObject;
}

/** Removes every parameter from a draft that may contain a secret. */
export function splitSecrets(record: FormRecord): Split {
  const { base = {}, draft } = record;
  const names = [...new Set([draft.arguments, draft.typed, base].flatMap(Object.keys))];
  const secretNames = names.filter((name) => mayBeSecret(name, draft.arguments[name], draft.typed[name], base[name]));
  if (secretNames.length === 0) return { plain: record, secret: {} };
  const take = (from: JsonObject, secret: boolean) =>
    Object.fromEntries(Object.entries(from).filter(([name]) => secretNames.includes(name) === secret));
  return {
    plain: {
      ...record,
      draft: { ...draft, arguments: take(draft.arguments, false), typed: take(draft.typed, false) },
      ...(record.base === undefined ? {} : { base: take(base, false) }),
    },
    secret: { arguments: take(draft.arguments, true), typed: take(draft.typed, true), base: take(base, true) },
  };
}

/** The record as it was before `splitSecrets`. */
export function withSecrets(record: FormRecord, secret: JsonObject): FormRecord {
  const { arguments: args, base, typed } = secret;
  const draft: FormDraft = {
    ...record.draft,
    arguments: { ...record.draft.arguments, ...(isObject(args) ? args : {}) },
    typed: { ...record.draft.typed, ...(isObject(typed) ? typed : {}) },
  };
  return { ...record, draft, ...(isObject(base) && record.base ? { base: { ...record.base, ...base } } : {}) };
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
