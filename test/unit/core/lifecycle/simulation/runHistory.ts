import type { RestoreOutcome } from "../../../../../src/core/lifecycle/actions/restoreCron";
import { pauseCron } from "../../../../../src/core/lifecycle/actions/setEnabled";
import { finishOpenSubmissions } from "../../../../../src/core/lifecycle/finish/finishOpenSubmissions";
import { sweepCopies } from "../../../../../src/core/lifecycle/finish/sweepCopies";
import type { SubmitOutcome } from "../../../../../src/core/lifecycle/submission/submission";
import { submitCron } from "../../../../../src/core/lifecycle/submit/submitCron";
import type { Cron } from "../../../../../src/core/server/cron";
import { ServerFailure } from "../../../../../src/core/server/problems/serverProblem";
import { createRequest } from "../../../../../src/core/server/requests/createRequest";
import { actByHand } from "./actByHand";
import {
  type Action,
  base,
  type History,
  type Interrupted,
  type MoveAction,
  type RestoreAction,
  type SubmitAction,
  variants,
} from "./history";
import {
  type Ended,
  type LivedHistory,
  lookAtCancels,
  lookAtReport,
  lookAtRest,
  lookAtTwo,
  specName,
} from "./invariants";
import { doubtMilliseconds, ModelNetwork } from "./modelNetwork";
import { ModelMachine, ModelProcess } from "./modelProcess";
import { agentServerTraits, ModelServer } from "./modelServer";
import { move } from "./move";
import { type Promised, promisedIn } from "./promised";
import { restore } from "./restore";
import { lookAtRestored, lookAtUndone } from "./restored";
import { Truth } from "./truth";
import { World } from "./world";

const minute = 60_000;
/** Every submit and refresh ends in this time, stalls and the person's thinking aside. */
const longestMilliseconds = 45 * minute;
/** Of what a submit may ask, each at most three times. */
const mostQuestions = 9;
const noInterruption = { dieAt: null, stallAt: null, stallMilliseconds: 0 };

export interface HistoryResult {
  readonly violations: readonly string[];
  readonly ended: readonly Ended[];
  readonly log: readonly string[];
  readonly events: number;
}

/** Lives through a history in virtual time, and says what must not have happened. The hash has to be `hashAtOnce`. */
export async function runHistory(history: History, keepsLog = false): Promise<HistoryResult> {
  return new Simulation(history, keepsLog).run();
}

class Simulation {
  private readonly world: World;
  private readonly server: ModelServer;
  private readonly network: ModelNetwork;
  private readonly truth: Truth;
  private readonly machines: readonly ModelMachine[];
  private readonly ended: Ended[] = [];
  private readonly restored: RestoreOutcome[] = [];
  private readonly open = new Set<string>();
  private readonly promised: Promised;
  /** The cron that was there before, if a person has deleted it. */
  private deleted: Cron | undefined;

  constructor(
    private readonly history: History,
    keepsLog: boolean,
  ) {
    const {
      seed,
      refusesThreads,
      keepsEndTime,
      ownerSetAt,
      misreads = "nothing",
      version = "0.16.7",
      faults,
    } = history;
    const owner = ownerSetAt === undefined ? {} : { ownerSetAt };
    this.world = new World(seed);
    this.server = new ModelServer(this.world, {
      ...agentServerTraits,
      refusesThreads,
      keepsEndTime,
      misreads,
      version,
      // One server does both. Where an owner counts, it is kept: the client reads it before it writes.
      replacesMetadata: keepsEndTime && ownerSetAt === undefined,
      ...owner,
    });
    this.network = new ModelNetwork(this.world, this.server, [], keepsLog);
    this.promised = promisedIn(history);
    const carriedOutLate = faults.includes("veryLate") || history.losesDataAt !== null;
    const note = (text: string) => this.network.note(null, text);
    this.truth = new Truth(this.world, this.server, carriedOutLate, note, this.promised);
    this.machines = history.machines.map(({ reusesIds }, index) => new ModelMachine(`m${index}`, reusesIds));
  }

  async run(): Promise<HistoryResult> {
    crypto.randomUUID = () => this.world.uuid() as ReturnType<typeof crypto.randomUUID>;
    await this.prepare();
    this.network.faults = [...this.history.faults].reverse();
    for (const [index, plan] of this.history.machines.entries()) {
      const machine = this.machines[index] as ModelMachine;
      for (const [number, planned] of plan.actions.entries()) {
        this.world.after(planned.action.at, () => this.start(machine, planned, `m${index}.${number}`));
      }
      const { jump } = plan;
      if (jump !== null) this.world.after(jump.at, () => machine.jump(jump.milliseconds));
    }
    if (this.history.losesDataAt !== null) this.world.after(this.history.losesDataAt, () => this.server.loseData());
    if (!(await this.world.run(60_000))) this.truth.violate("it never came to an end");
    this.lookAtEnds();
    lookAtCancels(this.lived);
    this.network.note(null, "quiet");
    await this.settle();
    lookAtRest(this.lived, (text, id) => this.network.note(null, text, id));
    lookAtUndone(this.lived);
    return {
      violations: this.truth.violations,
      ended: this.ended,
      log: this.network.log,
      events: this.world.events,
    };
  }

  private async prepare(): Promise<void> {
    const { before } = this.history;
    if (before === "nothing") return;
    const process = this.process(new ModelMachine("before", false), "before", noInterruption);
    const options = { ...base, ...variants.base };
    if (before === "unnamed") await this.untilQuiet(process.server.createCron(createRequest(options, { name: null })));
    else
      await this.untilQuiet(
        this.submitOf(process, {
          kind: "submit",
          at: 0,
          named: true,
          variant: "base",
          agrees: true,
          cancelAfter: null,
        }),
      );
    if (before === "paused" && !this.server.isOld) {
      const person = this.process(new ModelMachine("before", false), "person", noInterruption, true);
      for (const id of this.server.rows.keys()) await this.untilQuiet(pauseCron(person.server, id));
    }
    if (this.history.isDeleted === true) this.delete();
  }

  private delete(): void {
    [this.deleted] = [...this.server.rows.values()];
    this.server.loseData();
    this.truth.personActed = false;
  }

  private async untilQuiet(act: Promise<unknown>): Promise<void> {
    await this.world.run(20_000);
    await act;
  }

  private process(
    machine: ModelMachine,
    title: string,
    interruption: Omit<Interrupted, "action">,
    isPerson = false,
  ): ModelProcess {
    return new ModelProcess(title, machine, this.world, this.network, this.truth, interruption, isPerson);
  }

  private start(machine: ModelMachine, planned: Interrupted, title: string): void {
    const { action } = planned;
    const mayStop = ["submit", "move", "restore", "refresh"].includes(action.kind);
    // Naming changes neither whether a cron is on nor which ones there are.
    const isPerson = !mayStop && action.kind !== "name";
    const marks =
      action.kind === "submit"
        ? ` ${action.variant}${action.agrees ? " recreates" : ""}${action.variant === "enables" ? " enables" : ""}`
        : ` ${action.kind}${action.kind === "move" ? " recreates" : ""}`;
    const process = this.process(machine, `${title}${marks}`, mayStop ? planned : noInterruption, isPerson);
    const startedAt = this.world.now;
    this.open.add(process.title);
    const act = action.kind === "submit" ? this.submit(process, action, startedAt) : this.other(process, action);
    const done = () => {
      this.open.delete(process.title);
      const thought = action.kind === "submit" ? (action.answerAfter ?? 0) * mostQuestions : 0;
      const took = this.world.now - startedAt - thought - (planned.stallAt === null ? 0 : planned.stallMilliseconds);
      if (took > longestMilliseconds) this.truth.violate("it took too long");
    };
    act.then(done, (error: unknown) => {
      done();
      this.truth.violate(
        `an error that nobody expects: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    });
    if (planned.dieAt !== null) this.mayDie.add(process);
  }

  private get lived(): LivedHistory {
    const { history, server, truth, machines, ended, restored, promised } = this;
    return { history, server, truth, machines, ended, restored, promised };
  }

  private readonly mayDie = new Set<ModelProcess>();

  private async submit(process: ModelProcess, action: SubmitAction, startedAt: number): Promise<void> {
    let submission = "";
    const newSubmission = () => {
      submission = this.world.uuid();
      return submission;
    };
    const outcome = await this.submitOf(process, action, newSubmission).catch((error: unknown) => ({
      kind: "failed" as const,
      error,
    }));
    if (outcome.kind === "failed" && !(outcome.error instanceof ServerFailure)) throw outcome.error;
    this.network.note(
      process,
      `= ${outcome.kind}`,
      "cron" in outcome
        ? outcome.cron.cron_id
        : outcome.kind === "failed"
          ? (outcome.error as ServerFailure).problem.kind
          : "",
    );
    const ended = { action, submission, title: process.title, at: this.world.now, startedAt, outcome };
    this.ended.push(ended);
    lookAtReport(this.lived, ended);
  }

  private submitOf(
    process: ModelProcess,
    action: SubmitAction,
    newSubmission: () => string = () => this.world.uuid(),
  ): Promise<SubmitOutcome> {
    const cancel = action.cancelAfter === null ? null : new AbortController();
    if (action.cancelAfter !== null) this.world.after(action.cancelAfter, () => cancel?.abort(new Error("cancelled")));
    return submitCron({
      server: process.server,
      serverKey: "server",
      arguments: { ...base, ...variants[action.variant] },
      name: action.named ? specName : null,
      journal: process.journal,
      clock: process.clock,
      newSubmission,
      owner: process.title,
      doubtMilliseconds,
      ...(cancel === null ? {} : { signal: cancel.signal }),
      confirm: async () => {
        await this.world.sleep(action.answerAfter ?? 0);
        return action.agrees ? "yes" : "no";
      },
    });
  }

  private async other(process: ModelProcess, action: Action | MoveAction | RestoreAction): Promise<void> {
    try {
      if (action.kind === "restore") return await this.restore(process, action);
      await (action.kind === "refresh"
        ? this.refresh(process)
        : action.kind === "move"
          ? move(process, action, this.server, this.world)
          : actByHand(process, action.kind, this.server, this.truth));
    } catch (error) {
      if (!(error instanceof ServerFailure)) throw error;
    }
  }

  private async restore(process: ModelProcess, action: RestoreAction): Promise<void> {
    if (this.deleted === undefined) return;
    const outcome = await restore(process, action, this.deleted, this.world);
    const cron = "cron" in outcome ? outcome.cron : undefined;
    this.network.note(process, `= ${outcome.kind}`, cron?.cron_id);
    this.restored.push(outcome);
    lookAtRestored(this.lived, outcome);
  }

  private async refresh(process: ModelProcess): Promise<void> {
    const { server, journal, clock, machine } = process;
    const isAlive = (owner: string) => machine.reusesIds || this.open.has(owner);
    await finishOpenSubmissions({ server, serverKey: "server", journal, clock, isAlive });
    await sweepCopies(server, await server.allCrons(), { clock });
  }

  /** A process that died does not end; all others do. */
  private lookAtEnds(): void {
    for (const process of this.mayDie) if (process.isDead) this.open.delete(process.title);
    if (this.open.size > 0) this.truth.violate("a submit or a refresh never ended");
    this.open.clear();
  }

  /** Each machine starts again: at once, when a late create would be there, and a day later. */
  private async settle(): Promise<void> {
    this.network.faults = [];
    lookAtTwo(this.lived, "once quiet, two of one name are on");
    for (const wait of [0, 11 * minute, 26 * 60 * minute, 2 * minute]) {
      await this.untilQuiet(this.world.sleep(wait));
      for (const machine of this.machines) {
        const process = this.process(machine, `${machine.title} at start`, noInterruption);
        const done = this.refresh(process).catch((error: unknown) =>
          this.truth.violate(`a refresh failed: ${error instanceof Error ? error.stack : error}`),
        );
        if (!(await this.world.run(60_000))) this.truth.violate("a refresh never came to an end");
        await done;
      }
    }
  }
}
