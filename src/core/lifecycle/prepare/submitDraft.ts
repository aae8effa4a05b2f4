import type { RawArguments } from "../../arguments/cronArguments";
import type { Finding } from "../../finding/finding";

/** A cron that the user wants to submit. Callers add what they need to find its file or form again. */
export interface SubmitDraft {
  /** Its identity; null for a cron without one, which is a new cron at each submit. */
  readonly name: string | null;
  readonly arguments: RawArguments;
  /** Findings that the arguments don't show, such as another file with the same name. */
  readonly findings?: readonly Finding[];
}
