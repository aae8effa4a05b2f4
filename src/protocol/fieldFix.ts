import type { JsonValue } from "../core/base/json";
import type { ValuePath } from "../core/finding/finding";

export interface FieldFix {
  readonly label: string;
  /** Applied in order. */
  readonly changes: readonly FieldChange[];
}

/** Sets the value at `path`, which begins with a parameter's name, to `value`, or removes it if that is absent. */
export interface FieldChange {
  readonly path: ValuePath;
  readonly value?: JsonValue;
}
