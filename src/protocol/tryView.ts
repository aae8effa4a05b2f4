import type { RawArguments } from "../core/arguments/cronArguments";
import { type Guard, isFlag, isJsonRecord, isText, listOf, oneOf, shape, tagged } from "./guards";

/** What became of a try: one run with the form's values. Texts are in the user's language. */
export type TryView =
  | { readonly kind: "idle" }
  | { readonly kind: "busy"; readonly message: string; readonly cancelling: boolean }
  | TryEnd;

export interface TryEnd {
  readonly kind: "ended";
  readonly tone: "done" | "warning" | "error" | "info";
  /** How it ended, with time and tokens. */
  readonly message: string;
  /** The answer, the error, or what it asks: the server's words; empty if there is none. */
  readonly text: string;
  /** Where it ran, and what was different from a run of the cron. */
  readonly notes: readonly string[];
  readonly isAnswer: boolean;
}

/** The form's values at a press of the button. */
export interface TryPress {
  readonly arguments: RawArguments;
  /** Parameters whose field's content is not a value yet. */
  readonly unreadable: readonly string[];
  /** On the chosen thread; else on one that is made for it, and deleted afterwards. */
  readonly onThread: boolean;
}

export const isTryPress: Guard<TryPress> = shape({
  arguments: isJsonRecord,
  unreadable: listOf(isText),
  onThread: isFlag,
});

export const isTryView: Guard<TryView> = tagged<TryView, "kind">("kind", {
  idle: shape({ kind: oneOf("idle") }),
  busy: shape({ kind: oneOf("busy"), message: isText, cancelling: isFlag }),
  ended: shape({
    kind: oneOf("ended"),
    tone: oneOf("done", "warning", "error", "info"),
    message: isText,
    text: isText,
    notes: listOf(isText),
    isAnswer: isFlag,
  }),
});
