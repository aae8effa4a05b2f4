import type { TextSpan, ValuePath } from "../core/finding/finding";
import type { FieldFix } from "./fieldFix";

/** A finding or a server's refusal as text, ready to be shown at its field. */
export interface FieldMessage {
  /** The finding's dotted code; "server" for the server's own text. */
  readonly code: string;
  readonly severity: "error" | "warning" | "info" | "hint";
  readonly path: ValuePath;
  /** The part of the text at `path` it is about. */
  readonly span?: TextSpan;
  readonly message: string;
  /** Corrections, each one press; several if the meaning is unclear, likeliest first. */
  readonly fixes?: readonly FieldFix[];
}
