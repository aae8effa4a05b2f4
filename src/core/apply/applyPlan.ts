import type { Clock } from "../base/clock";
import { Places } from "../base/places";
import { type Lease, LeaseLost } from "../lifecycle/lease/lease";
import { beatOf } from "../lifecycle/lease/leaseBeat";
import { SharedFence } from "../lifecycle/lease/sharedFence";
import type { ReadyCron } from "../lifecycle/prepare/prepareSubmit";
import type { SubmitOptions, SubmitOutcome } from "../lifecycle/submission/submission";
import type { Together } from "../lifecycle/submission/together";
import type { PlanDraft, PlannedChange } from "../plan/plannedChange";
import type { PlannedPrune } from "../plan/planPrune";
import type { Cron } from "../server/cron";
import { ServerFailure, type ServerProblem } from "../server/problems/serverProblem";
import type { HeldNames } from "./holdNames";
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
  /** For a new cron that is created while all names are held. */
  readonly together?: Together;
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
  /** Locks all names with `holdNames`, so that new crons are created under one lease; `beat`: called before each wait. */
  readonly holdNames: (names: readonly string[], beat: () => void) => Promise<HeldNames | undefined>;
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

/**
 * Does what was planned, cron by cron, each exactly once, and each only if its cron has not moved since. A cron that the
 * server refuses stops no other; a server that can't be used, or somebody who has taken over the lease, stops the rest.
 * Throws what `submit` throws, except `ServerFailure`.
 */
export async function applyPlan<Draft extends PlanDraft>(options: ApplyOptions<Draft>): Promise<void> {
  const work = new ApplyWork(options);
  const { changes, concurrency, prune } = options;
  const atOnce = async (tasks: readonly Task[]) => {
    const waiting = tasks.values();
    await Promise.all(Array.from({ length: concurrency }, () => inTurn(waiting)));
  };
  const tasks = (some: readonly ReadyChange<Draft>[]) => some.map((each) => ({ run: () => work.submit(each) }));
  // One after the other, and first: two of them could take the same cron, and a create would find one that is to be taken.
  await inTurn(tasks(changes.filter(({ change }) => change.action === "adopt")));
  const created = await work.createTogether(changes.filter(({ change }) => change.action === "create"));
  await atOnce(tasks(changes.filter((each) => each.change.action !== "adopt" && !created.has(each))));
  // Last, so that what stands in for a cron is there before that one goes.
  if (prune === undefined) return;
  await atOnce(
    prune.crons.map((each) => ({ run: async () => prune.onOutcome(each, await work.endOf(each, prune.run)) })),
  );
}

/** For fewer the lease of all names is not worth its requests. */
const fewestTogether = 2;
/** So many for each that writes are under way: most of them wait until somebody has looked at the lease. */
const manyTogether = 64;
/** And so many in all: a crash leaves as many crons and journal entries to be finished. */
const mostTogether = 256;

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
  private readonly looks: SharedFence;
  private readonly beat: () => void;

  constructor(private readonly options: ApplyOptions<Draft>) {
    this.looks = new SharedFence(options.lease, options.clock);
    this.beat = beatOf(options.lease, options.clock);
  }

  async submit({ change, ready }: ReadyChange<Draft>, together?: Together): Promise<void> {
    const port = { onLook: onLookFor(change), beat: this.beat, ...(together === undefined ? {} : { together }) };
    const outcome = await this.attempt(async () => told(await this.options.submit(ready, change, port)));
    this.options.onOutcome(change, outcome);
  }

  /** Creates those whose names are free, many at a time, and says which these were. */
  async createTogether(creates: readonly ReadyChange<Draft>[]): Promise<ReadonlySet<ReadyChange<Draft>>> {
    if (creates.length < fewestTogether || this.isStopped || this.options.signal?.aborted === true) return new Set();
    const names = creates.map(({ change }) => change.draft.name);
    const held = await this.options.holdNames(names, this.beat).catch((error: unknown) => {
      // A cancel while it waits: then the rest is not tried.
      if (this.options.signal?.aborted === true) return undefined;
      throw error;
    });
    if (held === undefined) return new Set();
    const free = creates.filter(({ change }) => held.isFree(change.draft.name));
    await this.createHeld(free, held);
    return new Set(free);
  }

  /** Each is begun once so many have left that few enough are under way; who has trouble leaves, and goes on alone. */
  private async createHeld(creates: readonly ReadyChange<Draft>[], held: HeldNames): Promise<void> {
    const under = new Places(Math.min(this.options.concurrency * manyTogether, mostTogether));
    const left: Promise<void>[] = [];
    const ends: Promise<void>[] = [];
    const failures: unknown[] = [];
    for (const each of creates) {
      await under.take();
      const member = held.join();
      left.push(member.left.then(() => under.give()));
      const end = this.submit(each, member)
        .catch((error: unknown) => void failures.push(error))
        .finally(() => member.end());
      ends.push(end);
    }
    await Promise.all(left);
    await held.close();
    await Promise.all(ends);
    if (failures.length > 0) throw failures[0];
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
    this.beat();
    await this.looks.after(0);
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
