import type { JsonValue } from "../../base/json";
import { jsonSnippet } from "./snippetText";

/** A completion proposal in a spec file. Texts are English templates, or data of the file or the server. */
export interface Proposal {
  readonly kind: "cron" | "key" | "value" | "schedule" | "zone" | "moment" | "thread" | "assistant" | "placeholder";
  /** The proposed key or value, without quotes. */
  readonly label: string;
  /** The inserted text, as a snippet. */
  readonly insert: string;
  /** Compared with what the user types; JSON as written in the file. */
  readonly filter: string;
  readonly help?: string;
  /** A line of data, such as a thread's id next to its title. */
  readonly detail?: string;
  readonly isDeprecated?: true;
  /** After it is inserted, there is more to choose from. */
  readonly goesOn?: true;
}

/** A proposal that inserts a value as it is. */
export function valueProposal(value: JsonValue, more: Partial<Proposal> = {}): Proposal {
  const text = JSON.stringify(value);
  const label = typeof value === "string" ? value : text;
  return { kind: "value", label, insert: jsonSnippet(value), filter: text, ...more };
}
