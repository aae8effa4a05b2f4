import type { JsonValue } from "../../../src/core/base/json";
import type { ValuePath } from "../../../src/core/finding/finding";
import type { Choices, FormField } from "../../../src/protocol/cronForm";
import type { FormStrings } from "../../../src/protocol/formStrings";
import type { ChangeKind } from "../fieldHistory";

/** What a control makes of what was typed. */
export type Reading =
  /** Nothing: the argument stays out of the request. */
  | { readonly kind: "unset" }
  | { readonly kind: "value"; readonly value: JsonValue }
  /** Something that is no value yet; it is kept, and nothing is sent until it is one. */
  | { readonly kind: "unreadable"; readonly message: string; readonly place?: TextPlace };

/** Where in a text of several lines; both count from 1, columns in UTF-16 units. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

export const unset: Reading = { kind: "unset" };

export function valued(value: JsonValue): Reading {
  return { kind: "value", value };
}

/** The input side of one parameter. */
export interface Control {
  readonly element: HTMLElement;
  /** What a label is for, and what gets the focus when something is wrong. Several inputs make a group. */
  readonly target: HTMLElement;
  readonly isGroup: boolean;
  read(): Reading;
  /** What was typed, whether it makes sense or not, so that it can be brought back. */
  state(): JsonValue;
  restore(state: JsonValue): void;
  /** Shows an argument; undefined for none. */
  show(value: JsonValue | undefined): void;
  /** Replaces (or, with undefined, removes) the value below the argument: a fix. */
  change(path: ValuePath, value: JsonValue | undefined): void;
  /** Where in the typed text the value below the argument stands. Only a control of several lines can tell. */
  place?(path: ValuePath): TextPlace | null;
  /** Marks the line where something is wrong; null: none. */
  mark?(line: number | null): void;
}

/** What every control is given. */
export interface ControlContext {
  readonly field: FormField;
  readonly strings: FormStrings;
  readonly localZone: string;
  /** After each change by the user. */
  readonly onChange: (kind: ChangeKind) => void;
  readonly assistants: () => Promise<Choices>;
  readonly threads: (search: string) => Promise<Choices>;
  /** Nodes of the graph of the assistant that the form names now. */
  readonly nodes: () => Promise<Choices>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** The id of an element that belongs to a field. */
export function fieldId(field: FormField, part: string): string {
  return `${field.name}-${part}`;
}
