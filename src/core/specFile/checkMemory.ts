import { type CheckOptions, checkArguments } from "../checks/checkArguments";
import type { Finding } from "../finding/finding";
import type { Spec } from "./parseSpecFile";

/** How long what was found stays true: an `end_time` may pass meanwhile. */
const minute = 60_000;

/**
 * What was found in the specs of a file, by their text: while somebody types in one, the others are not checked again.
 * What has not been asked for since the last but one `begin` is forgotten.
 */
export class CheckMemory {
  private key = "";
  private current = new Map<string, readonly Finding[]>();
  private last: ReadonlyMap<string, readonly Finding[]> = new Map();

  /** A new version of the file. `circumstances`: all that the options say besides the time, as a text. */
  begin(circumstances: string, now: number): void {
    const key = `${Math.floor(now / minute)} ${circumstances}`;
    this.last = key === this.key ? this.current : new Map();
    this.key = key;
    this.current = new Map();
  }

  /** As `checkArguments` has it, of this version or the one before. */
  findings(spec: Spec, options: CheckOptions): readonly Finding[] {
    const { text } = spec;
    const found = this.current.get(text) ?? this.last.get(text) ?? checkArguments(spec.arguments, options);
    this.current.set(text, found);
    return found;
  }
}
