import type { RawArguments } from "../../arguments/cronArguments";
import type { Finding } from "../../finding/finding";

/** A cron that the user wants to submit. Callers add what they need to find its file or form again. */
export interface SubmitDraft {
  /** Its identity; null for a cron without one, which is a new cron at each submit. */
  readonly name: string | null;
  readonly arguments: RawArguments;
  /** Whether the spec says that prune must leave its cron; absent if nothing says that, so that it stays as it is. */
  readonly protect?: boolean;
  /** See `Ownership`. Counts only beside `protect`: who does not say the one leaves the other as it is, too. */
  readonly set?: string | null | undefined;
  /** Findings that the arguments don't show, such as another file with the same name. */
  readonly findings?: readonly Finding[];
}
