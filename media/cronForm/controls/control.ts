import type { JsonValue } from "../../../src/core/base/json";
import type { InputShape } from "../../../src/core/checks/inputShape";
import type { ValuePath } from "../../../src/core/finding/finding";
import type { Choice, Choices, FormField } from "../../../src/protocol/cronForm";
import type { FieldFix } from "../../../src/protocol/fieldFix";
import type { FormStrings } from "../../../src/protocol/formStrings";
import type { PresetView, SchedulePreview, WordsOffer } from "../../../src/protocol/scheduleView";
import type { ChangeKind } from "../fieldHistory";

/** How a control reads what was typed. */
export type Reading =
  /** Nothing was typed: the argument is left out of the request. */
  | { readonly kind: "unset" }
  | { readonly kind: "value"; readonly value: JsonValue }
  /** Not a value yet. The text is kept, and nothing is sent until it is valid. */
  | { readonly kind: "unreadable"; readonly message: string; readonly place?: TextPlace };

/** A place in text of several lines; line and column count from 1, columns in UTF-16 units. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

export const unset: Reading = { kind: "unset" };

export function valued(value: JsonValue): Reading {
  return { kind: "value", value };
}

/** The input part of one parameter. */
export interface Control {
  readonly element: HTMLElement;
  /** What the label is for, and what gets the focus if something is wrong. Several inputs form a group. */
  readonly target: HTMLElement;
  readonly isGroup: boolean;
  /** The id of what describes `target` alone. */
  readonly description?: string;
  read(): Reading;
  /** What was typed, valid or not, so that it can be restored. */
  state(): JsonValue;
  restore(state: JsonValue): void;
  /** Shows an argument; undefined for none. */
  show(value: JsonValue | undefined): void;
  /** Replaces the value at a path in the argument, or removes it if undefined. Used by fixes. */
  change(path: ValuePath, value: JsonValue | undefined): void;
  /** Where the value at a path is in the typed text. Only a control of several lines knows. */
  place?(path: ValuePath): TextPlace | null;
  /** Takes back what was begun and has no value yet, so that nobody knows of it; false: there is nothing of that. */
  takeBack?(): boolean;
  /** Called when `inputShape` has another answer. */
  shapeChanged?(): void;
  /** Called with what the server calls a value of this parameter, which may be another one than the control's by now. */
  called?(choice: Choice): void;
  /** What the value is called; empty: not known. */
  title?(): string;
  /** Called with what the host says about the schedule; null: there is none. */
  previewed?(preview: SchedulePreview | null): void;
  /** Marks the line with the problem; null: none. */
  mark?(line: number | null): void;
}

/** What every control receives. */
export interface ControlContext {
  readonly field: FormField;
  readonly strings: FormStrings;
  readonly localZone: string;
  /** Called after each change by the user. */
  readonly onChange: (kind: ChangeKind) => void;
  /** Changes this parameter and others as one step. */
  readonly onFix: (fix: FieldFix) => void;
  /** Called when `target` is another element than before. */
  readonly onSwap: () => void;
  /** What the input of the assistant that the form names now consists of; null: only JSON can hold it. */
  readonly inputShape: () => InputShape | null;
  /** The assistant that the form names now; "": none. */
  readonly assistant: () => string;
  /** Another input, from where the user says; null: none. */
  readonly otherInput: () => Promise<{ readonly value: JsonValue } | null>;
  readonly assistants: () => Promise<Choices>;
  readonly threads: (search: string) => Promise<Choices>;
  readonly presets: readonly PresetView[];
  /** What words mean as a schedule. */
  readonly words: (typed: string) => Promise<WordsOffer>;
  /** Nodes of the graph behind the assistant that the form names now. */
  readonly nodes: () => Promise<Choices>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** The id of an element that belongs to a field. */
export function fieldId(field: FormField, part: string): string {
  return `${field.name}-${part}`;
}
