import { createHash } from "node:crypto";
import { finishOpenSubmissions } from "../../../../src/core/lifecycle/finishOpenSubmissions";
import { isLeftover } from "../../../../src/core/lifecycle/leftover";
import { pauseCron, resumeCron } from "../../../../src/core/lifecycle/setEnabled";
import type { SubmitOutcome } from "../../../../src/core/lifecycle/submission";
import { submitCron } from "../../../../src/core/lifecycle/submitCron";
import { sweepCopies } from "../../../../src/core/lifecycle/sweepCopies";
import { ServerFailure } from "../../../../src/core/server/serverProblem";
import { createRequest } from "../../../../src/core/spec/createRequest";
import type { CronArguments } from "../../../../src/core/spec/cronArguments";
import { metadataKeys } from "../../../../src/core/spec/ownMetadata";
import { type Action, type History, type Interrupted, type SubmitAction, variants } from "./history";
import { doubtMilliseconds, ModelNetwork } from "./modelNetwork";
import { ModelMachine, ModelProcess } from "./modelProcess";
import { ModelServer } from "./modelServer";
import { Truth } from "./truth";
import { World } from "./world";

export const specName = "report";
const base: CronArguments = {
  thread_id: null,
  assistant_id: "6ba7b821-9dad-11d1-80b4-00c04fd430c8",
  schedule: "*/5 * * * *",
  input: { m: 1 },
};
const minute = 60_000;
/** Every submit and refresh ends in this time, stalls aside. */
const longestMilliseconds = 45 * minute;
const noInterruption = { dieAt: null, stallAt: null, stallMilliseconds: 0 };

export interface Ended {
  readonly action: SubmitAction;
  readonly title: string;
  readonly at: number;
  readonly startedAt: number;
  readonly outcome: SubmitOutcome | { readonly kind: "failed"; readonly error: unknown };
}

export interface HistoryResult {
  readonly violations: readonly string[];
  readonly ended: readonly Ended[];
  readonly log: readonly string[];
  readonly events: number;
}

/** WebCrypto hashes on another thread, in real time. */
export function hashAtOnce(): () => void {
  // A failure's stack is looked at by nobody, and takes longer to write down than all else.
  Error.stackTraceLimit = 0;
  const original = crypto.subtle.digest;
  crypto.subtle.digest = (_algorithm, data) => {
    const bytes = createHash("sha256")
      .update(data as Uint8Array)
      .digest();
    return Promise.resolve(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer);
  };
  return () => {
    crypto.subtle.digest = original;
  };
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
  private readonly open = new Set<string>();
  private readonly beyondBounds: boolean;

  constructor(
    private readonly history: History,
    keepsLog: boolean,
  ) {
    const { seed, refusesThreads, keepsEndTime, faults } = history;
    this.world = new World(seed);
    this.server = new ModelServer(this.world, { version: "0.16.7", refusesThreads, keepsEndTime });
    this.network = new ModelNetwork(this.world, this.server, [], keepsLog);
    this.beyondBounds = faults.includes("veryLate") || history.losesDataAt !== null;
    this.truth = new Truth(this.world, this.server, this.beyondBounds, (text) => this.network.note(null, text));
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
    this.lookAtReports();
    this.network.note(null, "quiet");
    await this.settle();
    this.lookAtRest();
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
    if (before !== "paused") return;
    const person = this.process(new ModelMachine("before", false), "person", noInterruption, true);
    for (const id of this.server.rows.keys()) await this.untilQuiet(pauseCron(person.server, id));
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
    const isPerson = action.kind !== "submit" && action.kind !== "refresh";
    const marks =
      action.kind === "submit"
        ? ` ${action.variant}${action.agrees ? " recreates" : ""}${action.variant === "enables" ? " enables" : ""}`
        : ` ${action.kind}`;
    const process = this.process(machine, `${title}${marks}`, isPerson ? noInterruption : planned, isPerson);
    const startedAt = this.world.now;
    this.open.add(process.title);
    const act = action.kind === "submit" ? this.submit(process, action, startedAt) : this.other(process, action);
    const done = () => {
      this.open.delete(process.title);
      const took = this.world.now - startedAt - (planned.stallAt === null ? 0 : planned.stallMilliseconds);
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

  private readonly mayDie = new Set<ModelProcess>();

  private async submit(process: ModelProcess, action: SubmitAction, startedAt: number): Promise<void> {
    const outcome = await this.submitOf(process, action).catch((error: unknown) => ({
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
    this.ended.push({ action, title: process.title, at: this.world.now, startedAt, outcome });
    this.lookAtReport(outcome);
  }

  private submitOf(process: ModelProcess, action: SubmitAction): Promise<SubmitOutcome> {
    const cancel = action.cancelAfter === null ? null : new AbortController();
    if (action.cancelAfter !== null) this.world.after(action.cancelAfter, () => cancel?.abort(new Error("cancelled")));
    return submitCron({
      server: process.server,
      serverKey: "server",
      arguments: { ...base, ...variants[action.variant] },
      name: action.named ? specName : null,
      journal: process.journal,
      clock: process.clock,
      newSubmission: () => this.world.uuid(),
      owner: process.title,
      doubtMilliseconds,
      ...(cancel === null ? {} : { signal: cancel.signal }),
      confirm: async () => (action.agrees ? "yes" : "no"),
    });
  }

  private async other(process: ModelProcess, action: Action): Promise<void> {
    try {
      await this.otherUnsafe(process, action);
    } catch (error) {
      if (!(error instanceof ServerFailure)) throw error;
    }
  }

  private async otherUnsafe(process: ModelProcess, { kind }: Action): Promise<void> {
    if (kind === "refresh") return this.refresh(process);
    const { server } = process;
    const rows = [...this.server.rows.values()];
    if (kind === "pause") {
      const target = rows.find((row) => row.enabled);
      if (target !== undefined) await pauseCron(server, target.cron_id);
    } else if (kind === "resume") {
      const target = rows.find((row) => !row.enabled && !this.truth.handmade.has(row.cron_id));
      const others = rows.some((row) => row.enabled);
      if (target !== undefined && !others) await resumeCron(server, target.cron_id, {}, process.clock);
    } else if (kind === "delete") {
      const [target] = rows;
      if (target !== undefined) await server.deleteCron(target.cron_id);
    } else {
      const target = rows.find((row) => typeof row.metadata[metadataKeys.hash] === "string");
      if (target === undefined) return;
      const body = {
        ...target.payload,
        schedule: "0 * * * *",
        input: { m: "by hand" },
        metadata: target.metadata,
        enabled: false,
      };
      await server.createCron({ method: "POST", path: "/runs/crons", query: [], headers: {}, body });
    }
  }

  private async refresh(process: ModelProcess): Promise<void> {
    const { server, journal, clock, machine } = process;
    const isAlive = (owner: string) => machine.reusesIds || this.open.has(owner);
    await finishOpenSubmissions({ server, serverKey: "server", journal, clock, isAlive });
    await sweepCopies(server, await server.allCrons(), {}, clock);
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
    this.lookAtTwo("once quiet, two of one name are on");
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

  private lookAtTwo(text: string): void {
    const on = this.named().filter((row) => row.enabled);
    const byHand = on.some((row) => this.truth.handmade.has(row.cron_id));
    if (on.length > 1 && !byHand) this.truth.violate(text);
  }

  private named() {
    return [...this.server.rows.values()].filter((row) => row.metadata[metadataKeys.name] === specName);
  }

  private lookAtRest(): void {
    this.lookAtTwo("at rest, two of one name are on");
    this.server.fireAll();
    const fired = new Map<string, string>();
    for (const { name, slot, cronId } of this.server.firings) {
      const key = `${name} ${slot}`;
      const other = fired.get(key);
      if (other !== undefined && other !== cronId) this.truth.violate("two fired one slot");
      fired.set(key, cronId);
    }
    for (const machine of this.machines)
      if (machine.journal.size > 0) this.truth.violate("the journal is not empty at rest");
    // An update that died before it was switched on waits for the next submit of its name: that is no leftover.
    const leftovers = [...this.server.rows.values()].filter(
      (row) => isLeftover(row) && !this.truth.handmade.has(row.cron_id),
    );
    for (const row of this.server.rows.values())
      this.network.note(null, JSON.stringify([row.enabled, row.schedule, row.metadata]), row.cron_id);
    const mayStay = this.ended.some(({ outcome }) => outcome.kind === "mismatch");
    if (leftovers.length > 0 && !mayStay && !this.beyondBounds) this.truth.violate("a leftover stays for ever");
    // A sweep that dies has no journal: its lock stays until the next submit of that name.
    const sweptAway = this.history.machines.some(({ actions }) =>
      actions.some(({ action, dieAt }) => action.kind === "refresh" && dieAt !== null),
    );
    if (this.server.threads.size > 0 && !this.beyondBounds && !sweptAway) this.truth.violate("a lock stays for ever");
    this.lookForNone();
  }

  /** Who was told that it is on, has one that is on; unless somebody has paused or deleted it, or submitted it as paused. */
  private lookForNone(): void {
    if (this.truth.personActed || this.beyondBounds || this.history.before === "paused") return;
    // A paused copy of the same name stands in for a cron that was being replaced when its submit died.
    if (this.truth.handmade.size > 0) return;
    const named = this.ended.filter(({ action }) => action.named);
    const promised = named.some(({ outcome }) => isOn(outcome)) || this.history.before === "on";
    const disabled = this.history.machines.some(({ actions }) =>
      actions.some(({ action }) => action.kind === "submit" && action.variant === "disabled"),
    );
    if (promised && !disabled && this.named().filter((row) => row.enabled).length === 0)
      this.truth.violate("it was said to be on, and none is");
  }

  /** What is said of a cron is true when it is said. */
  private lookAtReport(outcome: Ended["outcome"]): void {
    if (!isOn(outcome) || !("cron" in outcome)) return;
    const row = this.server.rows.get(outcome.cron.cron_id);
    if (row?.enabled === true || this.truth.personActed || this.beyondBounds) return;
    // Another submit may have replaced it by then; it says so itself.
    const replaced = this.truth.deletedOn.some(({ cron }) => cron.cron_id === outcome.cron.cron_id);
    const disabled = this.history.machines.some(({ actions }) =>
      actions.some(({ action }) => action.kind === "submit" && action.variant === "disabled"),
    );
    if (!replaced && !disabled) this.truth.violate("it was said to be on, and is not");
  }

  /** After a cancel nothing of that submission is on. */
  private lookAtReports(): void {
    const others = this.ended.some(({ outcome }) => outcome.kind !== "cancelled");
    const interrupted = this.history.machines.some(({ actions }) => actions.some(({ dieAt }) => dieAt !== null));
    const all = this.ended.length > 0 && !others && !interrupted;
    if (all && this.history.before === "nothing" && this.named().some((row) => row.enabled))
      this.truth.violate("all were cancelled, and one is on");
  }
}

function isOn(outcome: Ended["outcome"]): boolean {
  const done =
    outcome.kind === "created" ||
    outcome.kind === "updated" ||
    outcome.kind === "recreated" ||
    outcome.kind === "unchanged";
  return done && outcome.cron.enabled;
}
