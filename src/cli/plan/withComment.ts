import { type CliIo, type ExitCode, exitCodes, UsageError } from "../cliIo";
import { workflowCommand } from "../files/githubAnnotation";
import { type CommentText, commentText } from "../github/commentTexts";
import { GithubFailure } from "../github/githubApi";
import { type KeptComment, keepComment } from "../github/keepComment";
import { type PullRequest, readPullRequest } from "../github/pullRequest";
import { noPlanComment, planComment } from "./planComment";
import { isTold } from "./planTexts";
import type { ReadPlan } from "./readPlan";

interface CommentedPlan {
  /** Calls that plan something else have another. */
  readonly key: string;
  /** Prints a plan, after it was handed over. Throws `UsageError`. */
  readonly run: (io: CliIo, onPlan: (plan: ReadPlan) => void) => Promise<ExitCode>;
}

/**
 * Makes a plan, and has it in one comment of the workflow's pull request, which also says if there is no plan. What was
 * asked for and can't be written is a failure. Throws `UsageError`.
 */
export async function withComment({ key, run }: CommentedPlan, io: CliIo): Promise<ExitCode> {
  const pull = await readPullRequest(io);
  if (pull === undefined || pull.isFork) {
    tell("notice", pull === undefined ? "noPullRequest" : "forkPullRequest", {}, io);
    return run(io, () => undefined);
  }
  const printed: string[] = [];
  const err = (line: string) => {
    printed.push(line);
    io.err(line);
  };
  let plan: ReadPlan | undefined;
  const write = async (code: ExitCode) => {
    const text = plan === undefined ? noPlanComment(printed, pull) : planComment(plan, pull);
    const isWritten = await writeComment(pull, { key, text, isQuiet: plan !== undefined && saysNothing(plan) }, io);
    return isWritten || code !== exitCodes.done ? code : exitCodes.refused;
  };
  try {
    const code = await run({ ...io, err }, (made) => {
      plan = made;
    });
    return await write(code);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    printed.push(error.message);
    await write(exitCodes.usage);
    throw error;
  }
}

function saysNothing({ rows }: ReadPlan): boolean {
  return rows.every((row) => !isTold(row) && row.findings.length === 0);
}

/** false: it could not be written, and that was told. */
async function writeComment(pull: PullRequest, comment: KeptComment, io: CliIo): Promise<boolean> {
  try {
    if ((await keepComment(pull, comment, io.clock)) === "newer") tell("notice", "newerComment", {}, io);
    return true;
  } catch (error) {
    if (!(error instanceof GithubFailure)) throw error;
    tell("error", "commentFailed", { number: pull.number, reason: error.message }, io);
    return false;
  }
}

function tell(kind: "error" | "notice", text: CommentText, args: Readonly<Record<string, string | number>>, io: CliIo) {
  io.err(workflowCommand(kind, { title: "langgraph-crons" }, commentText(text, args)));
}
