import type { JsonObject, JsonValue } from "../base/json";
import type { Run, RunError } from "./cron";

/** What became of a run. Both are the server's data, of any size. */
export type RunResult =
  | { readonly kind: "values"; readonly values: JsonValue }
  | { readonly kind: "error"; readonly error: RunError };

/** A run with all that it was given, without the server's own additions. Null and empty where the server has nothing. */
export interface RunDetail extends Run {
  readonly input: JsonValue;
  /** Such as `{ "resume": … }`, of a run that answers an interrupt. */
  readonly command: JsonObject | null;
  /** Values of `configurable` that were headers of a request are masked. */
  readonly config: JsonObject;
  readonly context: JsonObject;
  readonly metadata: JsonObject;
  /** Only its origin, because addresses hold secrets: `https://hooks.example.com/…`. */
  readonly webhook: string | null;
  /** Nodes, or `"*"`. */
  readonly interrupt_before: JsonValue;
  readonly interrupt_after: JsonValue;
  /** The versions it ran with, known from its start on; undefined on 0.11.1 and Aegra 0.11.0. */
  readonly versions: { readonly server: string | undefined; readonly langgraph: string | undefined };
  /** The tracing project in LangSmith; null without tracing. */
  readonly langsmith_session_name: string | null;
  /** On servers that keep it with the run (Aegra 0.11.0); else undefined, see `joinRun` and `runState`. */
  readonly result: RunResult | undefined;
}
