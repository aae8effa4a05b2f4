import type { JsonValue } from "../../base/json";
import { jsonSnippet } from "./snippetText";

/** What somebody who types in a spec file is offered. Texts are English templates or the file's and the server's data. */
export interface Proposal {
  readonly kind: "cron" | "key" | "value" | "schedule" | "zone" | "moment" | "thread" | "assistant" | "placeholder";
  /** The key or value that it is about, without quotes. */
  readonly label: string;
  /** What is inserted, as the text of a snippet. */
  readonly insert: string;
  /** What is typed is compared with this; JSON, as it stands in the file. */
  readonly filter: string;
  readonly help?: string;
  /** A line of data, such as a thread's id beside its title. */
  readonly detail?: string;
  readonly isDeprecated?: true;
  /** Once it stands there, there is more to choose from. */
  readonly goesOn?: true;
}

/** A value that is inserted as it is. */
export function valueProposal(value: JsonValue, more: Partial<Proposal> = {}): Proposal {
  const text = JSON.stringify(value);
  const label = typeof value === "string" ? value : text;
  return { kind: "value", label, insert: jsonSnippet(value), filter: text, ...more };
}
