import type { RestoreOutcome } from "../../../../../src/core/lifecycle/actions/restoreCron";
import { finishOpenSubmissions } from "../../../../../src/core/lifecycle/finish/finishOpenSubmissions";
import { sweepCopies } from "../../../../../src/core/lifecycle/finish/sweepCopies";
import type { SubmitOutcome } from "../../../../../src/core/lifecycle/submission/submission";
import { submitCron } from "../../../../../src/core/lifecycle/submit/submitCron";
import type { Cron } from "../../../../../src/core/server/cron";
import { ServerFailure } from "../../../../../src/core/server/problems/serverProblem";
import { actByHand } from "./actByHand";
import { apply } from "./apply";
import {
  type ApplyAction,
  base,
  type Interrupted,
  nameOf,
  type SpecName,
  type SubmitAction,
  variants,
} from "./history";
import { type Ended, type LivedHistory, lookAtReport } from "./invariants";
import { doubtMilliseconds, type ModelNetwork } from "./modelNetwork";
import type { ModelProcess } from "./modelProcess";
import type { ModelServer } from "./modelServer";
import { move } from "./move";
import { rename } from "./rename";
import { restore } from "./restore";
import { lookAtRestored } from "./restored";
import type { Truth } from "./truth";
import type { World } from "./world";

interface ActParts {
  readonly world: World;
  readonly server: ModelServer;
  readonly network: ModelNetwork;
  readonly truth: Truth;
  readonly lived: () => LivedHistory;
  /** Whether the process of this title is at work. */
  readonly isOpen: (owner: string) => boolean;
  /** The cron that was there before, if a person has deleted it. */
  readonly deleted: () => Cron | undefined;
}

/** What the processes of a history do. Each looks at its outcome as soon as it has one. */
export class Acts {
  readonly ended: Ended[] = [];
  readonly restored: RestoreOutcome[] = [];
  /** The new names of crons, as their renaming was told. */
  readonly renamed: SpecName[] = [];

  constructor(private readonly parts: ActParts) {}

  /** Each of its crons ends as one that is submitted. */
  async apply(process: ModelProcess, action: ApplyAction): Promise<void> {
    const startedAt = this.parts.world.now;
    try {
      await apply(process, action, this.parts.world, ({ name, submission, outcome }) => {
        if (outcome === undefined) return;
        const { at, cancelAfter } = action;
        const as = { kind: "submit", at, named: true, as: name, variant: "base", agrees: true, cancelAfter } as const;
        this.end({ action: as, submission, title: process.title, at: this.parts.world.now, startedAt, outcome });
      });
    } catch (error) {
      if (!(error instanceof ServerFailure) && !isCancel(error)) throw error;
    }
  }

  async submit(process: ModelProcess, action: SubmitAction, startedAt: number): Promise<void> {
    let submission = "";
    const newSubmission = () => {
      submission = this.parts.world.uuid();
      return submission;
    };
    const outcome = await this.submitOf(process, action, newSubmission).catch((error: unknown) => ({
      kind: "failed" as const,
      error,
    }));
    if (outcome.kind === "failed" && !(outcome.error instanceof ServerFailure)) throw outcome.error;
    this.end({ action, submission, title: process.title, at: this.parts.world.now, startedAt, outcome });
  }

  private end(ended: Ended): void {
    const { outcome, title } = ended;
    const cron = "cron" in outcome ? outcome.cron.cron_id : undefined;
    const problem = outcome.kind === "failed" ? (outcome.error as ServerFailure).problem.kind : undefined;
    this.parts.network.note(null, `${title} = ${outcome.kind}`, cron ?? problem);
    this.ended.push(ended);
    lookAtReport(this.parts.lived(), ended);
  }

  submitOf(
    process: ModelProcess,
    action: SubmitAction,
    newSubmission: () => string = () => this.parts.world.uuid(),
  ): Promise<SubmitOutcome> {
    const cancel = action.cancelAfter === null ? null : new AbortController();
    if (action.cancelAfter !== null)
      this.parts.world.after(action.cancelAfter, () => cancel?.abort(new Error("cancelled")));
    return submitCron({
      server: process.server,
      serverKey: "server",
      arguments: { ...base, ...variants[action.variant] },
      name: nameOf(action),
      journal: process.journal,
      clock: process.clock,
      newSubmission,
      owner: process.title,
      doubtMilliseconds,
      ...(cancel === null ? {} : { signal: cancel.signal }),
      confirm: async () => {
        await this.parts.world.sleep(action.answerAfter ?? 0);
        return action.agrees ? "yes" : "no";
      },
    });
  }

  async other(process: ModelProcess, action: Exclude<Interrupted["action"], SubmitAction>): Promise<void> {
    try {
      if (action.kind === "rename") {
        if (await rename(process, action)) this.renamed.push(action.to);
        return;
      }
      if (action.kind === "restore") return await this.restore(process, action);
      if (action.kind === "apply") return await this.apply(process, action);
      await (action.kind === "refresh"
        ? this.refresh(process)
        : action.kind === "move"
          ? move(process, action, this.parts.server, this.parts.world)
          : actByHand(process, action.kind, this.parts.server, this.parts.truth));
    } catch (error) {
      if (!(error instanceof ServerFailure)) throw error;
    }
  }

  private async restore(
    process: ModelProcess,
    action: Extract<Interrupted["action"], { kind: "restore" }>,
  ): Promise<void> {
    const deleted = this.parts.deleted();
    if (deleted === undefined) return;
    const outcome = await restore(process, action, deleted, this.parts.world);
    const cron = "cron" in outcome ? outcome.cron : undefined;
    this.parts.network.note(process, `= ${outcome.kind}`, cron?.cron_id);
    this.restored.push(outcome);
    lookAtRestored(this.parts.lived(), outcome);
  }

  async refresh(process: ModelProcess): Promise<void> {
    const { server, journal, clock, machine } = process;
    const isAlive = (owner: string) => machine.reusesIds || this.parts.isOpen(owner);
    const notes = { journal, serverKey: "server" };
    await finishOpenSubmissions({ server, ...notes, clock, isAlive });
    await sweepCopies(server, await server.allCrons(), { clock, notes });
  }
}

function isCancel(error: unknown): boolean {
  return error instanceof Error && error.message === "cancelled";
}
