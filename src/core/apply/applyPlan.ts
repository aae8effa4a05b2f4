import type { Clock } from "../base/clock";
import { guardMilliseconds, type Lease, LeaseLost } from "../lifecycle/lease/lease";
import { beatOf } from "../lifecycle/lease/leaseBeat";
import type { ReadyCron } from "../lifecycle/prepare/prepareSubmit";
import type { SubmitOptions, SubmitOutcome } from "../lifecycle/submission/submission";
import type { PlanDraft, PlannedChange } from "../plan/plannedChange";
import type { PlannedPrune } from "../plan/planPrune";
import type { Cron } from "../server/cron";
import { ServerFailure, type ServerProblem } from "../server/problems/serverProblem";
import { isAsPlanned } from "./isAsPlanned";
import type { PruneEnd } from "./pruneCron";

/** A change that is to be made, and what is sent for it. */
export interface ReadyChange<Draft extends PlanDraft> {
  readonly change: PlannedChange<Draft>;
  readonly ready: ReadyCron<Draft>;
}

export type ApplyOutcome = { readonly kind: "submitted"; readonly outcome: SubmitOutcome } | NotDone;

export type PruneOutcome = { readonly kind: "pruned"; readonly end: Exclude<PruneEnd, "moved"> } | NotDone;

type NotDone =
  /** Nothing was changed, because the cron is not as it was when the plan was made. */
  | { readonly kind: "moved" }
  | { readonly kind: "refused"; readonly problem: ServerProblem }
  /** Something before it has stopped the apply. */
  | { readonly kind: "notTried" };

/** What a submit has to be given for one change: it calls `beat` with its progress. */
export interface ApplyPort {
  readonly onLook: NonNullable<SubmitOptions["onLook"]>;
  readonly beat: () => void;
}

export interface ApplyOptions<Draft extends PlanDraft> {
  readonly changes: readonly ReadyChange<Draft>[];
  /** Of the whole set, see `setLockName`. */
  readonly lease: Lease;
  readonly clock: Clock;
  /** So many crons are worked on at once. */
  readonly concurrency: number;
  /** Once it is aborted, no further cron is begun. */
  readonly signal?: AbortSignal;
  /** Submits one cron with `submitCron`, and answers its questions as the plan says. Throws `ServerFailure`. */
  readonly submit: (ready: ReadyCron<Draft>, change: PlannedChange<Draft>, port: ApplyPort) => Promise<SubmitOutcome>;
  readonly onOutcome: (change: PlannedChange<Draft>, outcome: ApplyOutcome) => void;
  /** Absent: crons without a spec are left alone. */
  readonly prune?: PruneWork;
}

export interface PruneWork {
  /** Those with something to do now. */
  readonly crons: readonly PlannedPrune[];
  /** Does it with `pruneCron`. Throws `ServerFailure`. */
  readonly run: (planned: PlannedPrune) => Promise<PruneEnd>;
  readonly onOutcome: (planned: PlannedPrune, outcome: PruneOutcome) => void;
}

/** What locks all applies of one set on a server; without a set, all that have none. */
export function setLockName(set: string | undefined): string {
  return set === undefined ? "apply" : `set ${set}`;
}

/**
 * Does what was planned, cron by cron, each exactly once, and each only if its cron has not moved since. A cron that the
 * server refuses stops no other; a server that can't be used, or somebody who has taken over the lease, stops the rest.
 * Throws what `submit` throws, except `ServerFailure`.
 */
export async function applyPlan<Draft extends PlanDraft>(options: ApplyOptions<Draft>): Promise<void> {
  const work = new ApplyWork(options);
  const { changes, concurrency, onOutcome, prune } = options;
  const submits = changes.map((each) => ({
    isAdoption: each.change.action === "adopt",
    run: async () => onOutcome(each.change, await work.outcomeOf(each)),
  }));
  const atOnce = async (tasks: readonly Task[]) => {
    const waiting = tasks.values();
    await Promise.all(Array.from({ length: concurrency }, () => inTurn(waiting)));
  };
  // One after the other, and first: two of them could take the same cron, and a create would find one that is to be taken.
  await inTurn(submits.filter(({ isAdoption }) => isAdoption));
  await atOnce(submits.filter(({ isAdoption }) => !isAdoption));
  // Last, so that what stands in for a cron is there before that one goes.
  if (prune === undefined) return;
  await atOnce(
    prune.crons.map((each) => ({ run: async () => prune.onOutcome(each, await work.endOf(each, prune.run)) })),
  );
}

interface Task {
  readonly run: () => Promise<void>;
}

async function inTurn(tasks: Iterable<Task>): Promise<void> {
  for (const task of tasks) await task.run();
}

/** With these nothing that follows could be done. */
const stopping: ReadonlySet<ServerProblem["kind"]> = new Set([
  "unreachable",
  "timeout",
  "unauthorized",
  "noServer",
  "noCrons",
]);

class ApplyWork<Draft extends PlanDraft> {
  private isStopped = false;
  private fencedAt = Number.NEGATIVE_INFINITY;
  private readonly beat: () => void;

  constructor(private readonly options: ApplyOptions<Draft>) {
    this.beat = beatOf(options.lease, options.clock);
  }

  outcomeOf({ change, ready }: ReadyChange<Draft>): Promise<ApplyOutcome> {
    const port = { onLook: onLookFor(change), beat: this.beat };
    return this.attempt(async () => told(await this.options.submit(ready, change, port)));
  }

  endOf(planned: PlannedPrune, run: PruneWork["run"]): Promise<PruneOutcome> {
    return this.attempt(async () => {
      const end = await run(planned);
      return end === "moved" ? { kind: "moved" } : { kind: "pruned", end };
    });
  }

  private async attempt<Outcome>(act: () => Promise<Outcome>): Promise<Outcome | NotDone> {
    if (this.isStopped || this.options.signal?.aborted === true) return { kind: "notTried" };
    try {
      await this.fence();
      return await act();
    } catch (error) {
      if (error instanceof Moved) return { kind: "moved" };
      if (error instanceof LeaseLost) {
        this.isStopped = true;
        return { kind: "notTried" };
      }
      if (!(error instanceof ServerFailure)) throw error;
      this.isStopped ||= stopping.has(error.problem.kind);
      return { kind: "refused", problem: error.problem };
    }
  }

  /** Asks only as often as an answer gets old: each submit has a lease of its own, so this one is about the plan. */
  private async fence(): Promise<void> {
    const { clock, lease } = this.options;
    this.beat();
    const age = clock.now() - this.fencedAt;
    if (age >= 0 && age <= guardMilliseconds) return;
    await lease.fence();
    this.fencedAt = clock.now();
  }
}

/** The cron is not as it was when the plan was made. */
class Moved extends Error {
  override readonly name = "Moved";
}

function onLookFor<Draft extends PlanDraft>(change: PlannedChange<Draft>): ApplyPort["onLook"] {
  return async (settled: readonly Cron[], unnamed?: readonly Cron[]) => {
    if (!(await isAsPlanned(change, settled, unnamed))) throw new Moved();
  };
}

/** A submit that would have to ask for more than was planned has changed nothing. */
function told(outcome: SubmitOutcome): ApplyOutcome {
  switch (outcome.kind) {
    case "needsAdopt":
    case "needsOverwrite":
    case "needsRecreate":
    case "ambiguous":
      return { kind: "moved" };
    default:
      return { kind: "submitted", outcome };
  }
}
