import type { TokenRange } from "../tokens/codeSource";

/** A name that gets its value in one place. */
export interface Definition {
  /** The token with the name. */
  readonly name: number;
  readonly value: TokenRange;
}
