import { type CheckOptions, checkArguments } from "../checks/checkArguments";
import type { Finding } from "../finding/finding";
import type { Spec } from "./parseSpecFile";

/** How long findings stay valid, because an `end_time` can pass. */
const minute = 60_000;

/**
 * Remembers the findings of a file's specs by their text, so that typing in one spec doesn't check the others again.
 * Findings not asked for since the last `begin` but one are dropped.
 */
export class CheckMemory {
  private key = "";
  private current = new Map<string, readonly Finding[]>();
  private last: ReadonlyMap<string, readonly Finding[]> = new Map();

  /** Starts a new version of the file. `circumstances`: all check options except the time, as a text. */
  begin(circumstances: string, now: number): void {
    const key = `${Math.floor(now / minute)} ${circumstances}`;
    this.last = key === this.key ? this.current : new Map();
    this.key = key;
    this.current = new Map();
  }

  /** The result of `checkArguments`, reused from this version or the previous one. */
  findings(spec: Spec, options: CheckOptions): readonly Finding[] {
    const { text } = spec;
    const found = this.current.get(text) ?? this.last.get(text) ?? checkArguments(spec.arguments, options);
    this.current.set(text, found);
    return found;
  }
}
