import { pauseCron } from "../../../../../src/core/lifecycle/actions/setEnabled";
import type { Cron } from "../../../../../src/core/server/cron";
import { createRequest } from "../../../../../src/core/server/requests/createRequest";
import { Acts } from "./acts";
import { base, type History, type Interrupted, oldName, variants } from "./history";
import { type Ended, type LivedHistory, lookAtCancels, lookAtRest, lookAtTwo } from "./invariants";
import { ModelNetwork } from "./modelNetwork";
import { ModelMachine, ModelProcess } from "./modelProcess";
import { agentServerTraits, ModelServer } from "./modelServer";
import { lookAtNextHolder } from "./nextHolder";
import { type Promised, promisedIn } from "./promised";
import { lookAtUndone } from "./restored";
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

/**
 * Lives through a history in virtual time, and says what must not have happened. The hash has to be `hashAtOnce`.
 * `isHeedless`: on a protocol that is wrong, to try the simulation itself.
 */
export async function runHistory(history: History, keepsLog = false, isHeedless = false): Promise<HistoryResult> {
  return new Simulation(history, keepsLog, isHeedless).run();
}

class Simulation {
  private readonly world: World;
  private readonly server: ModelServer;
  private readonly network: ModelNetwork;
  private readonly truth: Truth;
  private readonly machines: readonly ModelMachine[];
  private readonly acts: Acts;
  private readonly open = new Set<string>();
  private readonly promised: Promised;
  /** The cron that was there before, if a person has deleted it. */
  private deleted: Cron | undefined;

  constructor(
    private readonly history: History,
    keepsLog: boolean,
    isHeedless: boolean,
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
    this.network.isHeedless = isHeedless;
    this.promised = promisedIn(history);
    const carriedOutLate = faults.includes("veryLate") || history.losesDataAt !== null;
    const note = (text: string) => this.network.note(null, text);
    this.truth = new Truth(this.world, this.server, carriedOutLate, note, this.promised);
    this.acts = new Acts({
      world: this.world,
      server: this.server,
      network: this.network,
      truth: this.truth,
      lived: () => this.lived,
      isOpen: (owner) => this.open.has(owner),
      deleted: () => this.deleted,
    });
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
    await this.untilQuiet(
      lookAtNextHolder(this.process(new ModelMachine("next", false), "next", noInterruption), this.server),
    );
    return {
      violations: this.truth.violations,
      ended: this.acts.ended,
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
        this.acts.submitOf(process, {
          kind: "submit",
          at: 0,
          named: true,
          ...(before === "old" ? { as: oldName } : {}),
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
    await this.world.run(60_000);
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
    const mayStop = ["submit", "apply", "move", "rename", "restore", "refresh"].includes(action.kind);
    // Naming changes neither whether a cron is on nor which ones there are.
    const isPerson = !mayStop && action.kind !== "name";
    const marks =
      action.kind === "submit"
        ? ` ${action.variant}${action.agrees ? " recreates" : ""}${action.variant === "enables" ? " enables" : ""}`
        : ` ${action.kind}${action.kind === "move" || action.kind === "apply" ? " recreates" : ""}`;
    const process = this.process(machine, `${title}${marks}`, mayStop ? planned : noInterruption, isPerson);
    const startedAt = this.world.now;
    this.open.add(process.title);
    const act =
      action.kind === "submit" ? this.acts.submit(process, action, startedAt) : this.acts.other(process, action);
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
    const { history, server, truth, machines, promised } = this;
    const { ended, renamed, restored } = this.acts;
    return { history, server, truth, machines, ended, renamed, restored, promised };
  }

  private readonly mayDie = new Set<ModelProcess>();

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
        const done = this.acts
          .refresh(process)
          .catch((error: unknown) =>
            this.truth.violate(`a refresh failed: ${error instanceof Error ? error.stack : error}`),
          );
        if (!(await this.world.run(60_000))) this.truth.violate("a refresh never came to an end");
        await done;
      }
    }
  }
}
