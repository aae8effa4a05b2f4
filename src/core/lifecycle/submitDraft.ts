import type { RawArguments } from "../arguments/cronArguments";
import type { Finding } from "../finding/finding";

/** A cron that somebody wants to submit. Callers add what they need to find their way back to its file or form. */
export interface SubmitDraft {
  /** Its identity; null for a cron that has none, and is a new one at each submit. */
  readonly name: string | null;
  readonly arguments: RawArguments;
  /** What has been found already that its arguments don't show, such as that another file has its name. */
  readonly findings?: readonly Finding[];
}
