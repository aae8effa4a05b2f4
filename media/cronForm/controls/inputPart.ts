import type { JsonValue } from "../../../src/core/base/json";

/** The fields of an input, or a part of them: its messages, or one key. */
export interface InputPart {
  readonly element: HTMLElement;
  readonly target: HTMLElement;
  /** Leaves alone what shows that already. undefined: the key is not there. */
  readonly show: (value: JsonValue | undefined) => void;
}
