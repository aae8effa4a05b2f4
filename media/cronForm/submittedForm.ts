import type { RawArguments } from "../../src/core/spec/cronArguments";
import type { FieldMessage } from "../../src/protocol/cronForm";
import type { Field } from "./field";
import type { FieldFindings } from "./fieldFindings";

export interface Collected {
  readonly arguments: RawArguments;
  /** Fields with something in them that is no value yet. */
  readonly unreadable: readonly Field[];
}

/** What a submission needs of the form that it submits. */
export interface SubmittedForm {
  readonly findings: FieldFindings;
  collect(): Collected;
  /** From now on even what nobody has touched yet is found fault with. */
  attempted(): void;
  startAnew(): void;
  showFindings(messages: readonly FieldMessage[]): void;
  showRefusal(messages: readonly FieldMessage[]): void;
  focusFirst(severity: "error" | "warning"): void;
  /** Opens every section that has something to look at, and shows the first. */
  reveal(severity: "error" | "warning"): void;
  setEditable(editable: boolean): void;
}
