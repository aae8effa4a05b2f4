import type { CronArguments, ParameterName } from "../../arguments/cronArguments";
import type { Cron } from "../../server/cron";
import { ServerFailure } from "../../server/problems/serverProblem";
import { specName } from "../../server/stored/specName";
import { createNew } from "../change/createNew";
import { recreateCron } from "../change/recreateCron";
import { isOwnEnd, isStandIn } from "../finish/finishSubmission";
import { readIfThere } from "../lease/fencedWrites";
import { submissionOf } from "../lease/lockName";
import { dueReplacements } from "../onServer/dueReplacements";
import { isLeftover } from "../onServer/leftover";
import { deleteLeftover, findNamed, takenOf } from "../submission/ownCrons";
import type { SubmitOptions, SubmitOutcome } from "../submission/submission";
import type { SubmissionWork } from "../submission/submissionWork";
import { type CutShort, runSubmission } from "../submit/runSubmission";
import { secondLook } from "../submit/secondLook";
import { argumentsOf } from "./argumentsOf";

/** Where a cron is moved to: what no PATCH can change. */
export type MoveTarget = Partial<Pick<CronArguments, "thread_id" | "assistant_id">>;

export interface MoveOptions extends Omit<SubmitOptions, "arguments" | "name" | "knownCrons"> {
  /** The cron as the user has seen it; with another `updated_at` it is not moved. Must carry its payload. */
  readonly cron: Cron;
  readonly target: MoveTarget;
}

export type MoveOutcome =
  | { readonly kind: "moved"; readonly cron: Cron; readonly notTaken: readonly ParameterName[] }
  /** Nothing was changed: somebody changed the cron in the meantime. */
  | { readonly kind: "changed"; readonly cron: Cron }
  /** Nothing was changed: a submit made it and has not finished it. */
  | { readonly kind: "unfinished"; readonly cron: Cron }
  /** Nothing was changed: on a server that can't pause crons (before 0.7.21) there would be two, or none. */
  | { readonly kind: "cantPause"; readonly version: string }
  | Extract<SubmitOutcome, { readonly kind: "mismatch" | "ambiguous" | "open" | "cancelled" }>;

/**
 * Moves a cron to another thread or assistant: a new one is made paused and compared, the old one deleted, and the new
 * one switched on if the old one was on. At most one is on at any moment, and after a crash in between one is left. All
 * moves of a cron without a name share their key and so their lock, so that two of them don't make two. Throws
 * `ServerFailure`, with `notFound` if the cron is gone.
 */
export async function moveCron({ cron, target, ...options }: MoveOptions): Promise<MoveOutcome> {
  const { name, arguments: given } = argumentsOf(cron);
  const outcome = await runSubmission<MoveOutcome | SubmitOutcome | CutShort>(
    { ...options, name, arguments: { ...given, ...target } },
    (work) => attemptMove(work, cron, Object.keys(target) as ParameterName[]),
  );
  return told(outcome);
}

async function attemptMove(
  work: SubmissionWork,
  old: Cron,
  because: readonly ParameterName[],
): Promise<MoveOutcome | SubmitOutcome> {
  if (!work.canPause) return { kind: "cantPause", version: work.serverVersion };
  work.instead = old.cron_id;
  if (!work.isCommitted && (await readIfThere(work, old.cron_id)) === undefined) throw gone(old);
  await work.holdLease();
  const { settled, leftovers } = await findOthers(work, old);
  const own = leftovers.filter((cron) => submissionOf(cron) === work.submission);
  const finished = settled.find((cron) => submissionOf(cron) === work.submission && isOwnEnd(cron));
  const now = await readIfThere(work, old.cron_id);
  if (now === undefined) {
    if (finished !== undefined) return { kind: "moved", cron: finished, notTaken: takenOf(work, finished).notTaken };
    // What another move has made is finished from its journal.
    const made = own.find((cron) => work.isCommitted && isStandIn(cron, work.replaced?.by));
    if (made === undefined) {
      work.withdraw();
      throw gone(old);
    }
    return secondLook(work, await createNew(work, made));
  }
  const refusal = refusalOf(work, { old, now, settled });
  if (refusal !== undefined) {
    // No sweep would: beside the old cron, which has no key of a submission, they are the only ones of theirs.
    for (const cron of own) await deleteLeftover(work, cron);
    return refusal;
  }
  // What replaces a cron of this name that is gone is all that is left of it.
  const due = dueReplacements({ settled: [...settled, now], leftovers });
  const deletable = work.lease.decides ? leftovers.filter((cron) => !due.includes(cron)) : own;
  for (const cron of deletable) await deleteLeftover(work, cron);
  return secondLook(work, await recreateCron(work, now, because));
}

/** Why nothing is moved; undefined if it is. */
function refusalOf(
  work: SubmissionWork,
  { old, now, settled }: { readonly old: Cron; readonly now: Cron; readonly settled: readonly Cron[] },
): MoveOutcome | undefined {
  const on = settled.filter(({ enabled }) => enabled);
  if (on.length > 0) return { kind: "ambiguous", crons: on };
  if (isLeftover(now)) return { kind: "unfinished", cron: now };
  // With another name it is somebody's under another lock, and what would take its place has not that name.
  const isRenamed = specName(now) !== specName(old);
  return isRenamed || (!work.isCommitted && now.updated_at !== old.updated_at)
    ? { kind: "changed", cron: now }
    : undefined;
}

/** The crons of its name, or what moves have made of it, but not the one to move. */
async function findOthers(work: SubmissionWork, old: Cron) {
  const { settled, leftovers } = await findNamed(work);
  const isOther = ({ cron_id }: Cron) => cron_id !== old.cron_id;
  return { settled: settled.filter(isOther), leftovers: leftovers.filter(isOther) };
}

function told(outcome: MoveOutcome | SubmitOutcome): MoveOutcome {
  switch (outcome.kind) {
    case "created":
    case "recreated":
    case "updated":
    case "unchanged":
      return { kind: "moved", cron: outcome.cron, notTaken: outcome.notTaken };
    case "needsRecreate":
    case "needsOverwrite":
      return { kind: "changed", cron: outcome.cron };
    case "needsAdopt":
      return { kind: "ambiguous", crons: outcome.crons };
    default:
      return outcome;
  }
}

function gone({ cron_id }: Cron): ServerFailure {
  const request = { method: "GET", path: `/runs/crons/${cron_id}` } as const;
  return new ServerFailure({ kind: "notFound", detail: `Cron '${cron_id}' not found` }, request);
}
