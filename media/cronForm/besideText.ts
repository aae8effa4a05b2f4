import { fillMessage } from "../../src/core/base/message";
import type { FormStrings } from "../../src/protocol/formStrings";
import { readJsonText } from "./controls/readJsonText";

/** What the document beside holds while that is no JSON: the field keeps its last value. */
export class BesideText {
  private broken: string | undefined;

  constructor(private readonly strings: FormStrings) {}

  /** undefined: the field has what the document holds. */
  get text(): string | undefined {
    return this.broken;
  }

  /** Why the field does not have it; undefined: it has. */
  get problem(): string | undefined {
    const read = this.broken === undefined ? undefined : readJsonText(this.broken, this.strings);
    if (read?.kind !== "broken") return undefined;
    const { message, place } = read;
    const reason = place === undefined ? message : fillMessage(this.strings.jsonTrouble, { ...place, reason: message });
    return fillMessage(this.strings.documentProblem, { reason });
  }

  /** Whether the field can take the text. */
  take(text: string): boolean {
    const isReadable = readJsonText(text, this.strings).kind !== "broken";
    this.broken = isReadable ? undefined : text;
    return isReadable;
  }

  drop(): void {
    this.broken = undefined;
  }
}
