import type { JsonValue } from "../base/json";
import type { ParameterName } from "./cronArguments";

/** One value a parameter can have, with a line on its effect. */
export interface AllowedValue {
  readonly value: string;
  /** What the form calls it; without: by the value itself. */
  readonly label?: string;
  readonly help: string;
}

/** The form of a parameter's value. `kind` selects the form's control and the test in the rules and the JSON schema. */
export type ParameterType =
  /** Any text that isn't empty: an assistant's id or its graph's name. */
  | { readonly kind: "text" }
  /** A thread's UUID, or null for a cron without a thread of its own. */
  | { readonly kind: "uuidOrNull" }
  | { readonly kind: "schedule" }
  /** An IANA time-zone name. */
  | { readonly kind: "zone" }
  /** ISO 8601 with an offset. */
  | { readonly kind: "dateTime" }
  /** `says`: what true means, as a box to check says it. */
  | { readonly kind: "boolean"; readonly says: string }
  /** An http(s) address. */
  | { readonly kind: "url" }
  | { readonly kind: "object" }
  /** An object, or a list of objects. */
  | { readonly kind: "objectOrList" }
  /** A list of graph nodes' names, or "*" for all of them. */
  | { readonly kind: "namesOrAll" }
  | { readonly kind: "choice"; readonly values: readonly AllowedValue[] }
  /** One of the values, or a list of some. */
  | { readonly kind: "choiceOrList"; readonly values: readonly AllowedValue[] }
  /** Header names with text values. */
  | { readonly kind: "headers" }
  /** Query names with scalars, or lists of scalars. */
  | { readonly kind: "query" };

/**
 * The sections of the form and of the docs, in the order in which people think about a cron. What every cron needs an
 * answer to is `always` shown; the rest is under “More”.
 */
export const formSections = [
  { id: "what", title: "What runs", help: "The assistant, and what each run receives.", shown: "always" },
  { id: "when", title: "When", help: "When it runs, in which time zone, and until when.", shown: "always" },
  {
    id: "where",
    title: "Where the answers go",
    help: "The thread of each run, and what becomes of it.",
    shown: "always",
  },
  { id: "run", title: "Runs", help: "How each run behaves, and what is called when it ends.", shown: "more" },
  { id: "values", title: "Values", help: "What each run has besides its input.", shown: "more" },
  { id: "stream", title: "Streaming", help: "What each run streams, for clients that join it.", shown: "more" },
  { id: "request", title: "Request", help: "Sent once, with the request that creates the cron.", shown: "more" },
] as const;

export type FormSectionId = (typeof formSections)[number]["id"];

/**
 * What a change of this parameter means for an existing cron, by the rules of PATCH on Agent Server 0.16. `clear` is
 * the value that PATCH sends for a removed argument, or "recreate" if no value means "not set".
 */
export type UpdateRule =
  | { readonly kind: "patch"; readonly clear: { readonly value: JsonValue } | "recreate" }
  /** PATCH ignores or refuses it, so only a new cron gets the new value. */
  | { readonly kind: "recreate" }
  /** The server doesn't store it, so there is nothing to compare. */
  | { readonly kind: "notStored" };

/**
 * One parameter of the SDK's `create_for_thread` (or `create`, for crons without a thread). All texts are English
 * templates that each user interface translates.
 */
export interface Parameter {
  /** The wire name: the key in a spec file and in the request. */
  readonly name: ParameterName;
  readonly label: string;
  readonly type: ParameterType;
  readonly required: boolean;
  /** The server's default if it is not set; shown, never sent. null if there is no default. */
  readonly serverDefault: JsonValue;
  readonly help: string;
  /** The first Agent Server version that knows it; older ones silently ignore it. null: all that have crons. */
  readonly since: string | null;
  /** The part of the request that carries it. */
  readonly place: "path" | "body" | "headers" | "query";
  readonly section: FormSectionId;
  readonly update: UpdateRule;
  readonly deprecated?: { readonly use: ParameterName; readonly why: string };
  /** Only a cron without a thread has it. */
  readonly withoutThreadOnly?: true;
  /** A valid value, as shown in completions and in the docs. */
  readonly example: JsonValue;
}
