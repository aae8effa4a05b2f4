import type { SubmitOptions, SubmitOutcome } from "../submission/submission";
import { attemptSubmit } from "./attemptSubmit";
import { runSubmission } from "./runSubmission";

/**
 * Makes sure that the server has exactly one cron matching the arguments, and says what that took. A new cron is
 * created paused, compared with the preview and switched on; one of the same name is updated. However it ends, no
 * second cron stays switched on; what can't be cleaned up now stays in the journal for `finishOpenSubmissions`. Throws
 * `ServerFailure` if the server refuses or can't be reached.
 */
export function submitCron(options: SubmitOptions): Promise<SubmitOutcome> {
  return runSubmission(options, attemptSubmit);
}
