import { basename, join } from "node:path/posix";
import { placeholdersOf } from "../../core/checks/resolvePlaceholders";
import { exportCron } from "../../core/compare/exportCron";
import { nameCron } from "../../core/lifecycle/actions/nameCron";
import { doubtAfter } from "../../core/lifecycle/lease/doubtAfter";
import { overwrittenText } from "../../core/pull/overwrittenText";
import type { Assistant } from "../../core/server/cron";
import { ServerFailure, type ServerProblem } from "../../core/server/problems/serverProblem";
import { exportedText } from "../../core/specFile/exportedText";
import type { LoadedSpecFile } from "../../core/specFile/loadedSpecFile";
import { parseSpecFile } from "../../core/specFile/parseSpecFile";
import { specNameOfFile } from "../../core/specFile/specNameOfFile";
import { type CliIo, reasonOf } from "../cliIo";
import type { SpecInFolder } from "../files/readThere";
import { timeoutMilliseconds } from "../submit/submitSpec";
import type { OpenServer } from "../withServer";
import type { CliPullStep, PullEnd, PulledCron, WrittenSpec } from "./pulled";

export interface PullWork {
  readonly folder: string;
  readonly open: OpenServer;
  /** The specs that are in the folder already. */
  readonly there: readonly SpecInFolder[];
  readonly assistants: readonly Assistant[];
  /** Crons without a name get theirs on the server. */
  readonly names: boolean;
  /** Specs that differ become as the server has them. */
  readonly overwrite: boolean;
  readonly io: CliIo;
}

/** With these no other cron could be named either. */
const stopping: ReadonlySet<ServerProblem["kind"]> = new Set(["unreachable", "timeout", "unauthorized", "noServer"]);

/** As many crons are named at once. */
const width = 4;

/** Names each cron that has no name, and writes its spec; in this order, so that each spec that is there has its cron. */
export async function pullCrons(
  steps: readonly CliPullStep[],
  work: PullWork,
  onPulled: (pulled: PulledCron) => void,
): Promise<PulledCrons> {
  const worker = new PullWorker(work);
  const pulled = new Map<CliPullStep, PulledCron>();
  const waiting = steps.values();
  const inTurn = async () => {
    for (const step of waiting) {
      const done = await worker.pull(step);
      pulled.set(step, done);
      onPulled(done);
    }
  };
  await Promise.all(Array.from({ length: width }, inTurn));
  const crons = steps.flatMap((step) => pulled.get(step) ?? []);
  return { crons, files: worker.files(crons) };
}

/** What became of all crons, in their order, and the files that have their specs now. */
export interface PulledCrons {
  readonly crons: readonly PulledCron[];
  readonly files: readonly LoadedSpecFile[];
}

class PullWorker {
  private isStopped = false;
  /** Texts of files that have changed here: a file can have several specs. */
  private readonly texts = new Map<string, string>();
  /** Variables with secrets: no two specs of the folder share one by chance. */
  private readonly variables: Set<string>;

  constructor(private readonly work: PullWork) {
    this.variables = new Set(work.there.flatMap(({ spec }) => placeholdersOf(spec.arguments).map(({ name }) => name)));
  }

  async pull(step: CliPullStep): Promise<PulledCron> {
    const early = this.endBefore(step);
    if (early !== undefined) return { step, end: early, isNamed: false };
    const isToName = this.work.names && "isUnnamed" in step && step.isUnnamed;
    const failed = isToName ? await this.name(step) : undefined;
    return failed === undefined
      ? { step, end: await this.write(step), isNamed: isToName }
      : { step, end: failed, isNamed: false };
  }

  /** The files of these crons as they are now. */
  files(crons: readonly PulledCron[]): readonly LoadedSpecFile[] {
    const reads = crons.flatMap(({ end }) => ("read" in end ? [end.read] : []));
    return [...new Map(reads.map((read) => [read.path, read])).values()].map((read) => {
      const text = this.texts.get(read.path) ?? read.text;
      return text === read.text ? read : loaded(read.path, text, specNameOfFile(basename(read.path)));
    });
  }

  /** What is known without writing anything. */
  private endBefore(step: CliPullStep): PullEnd | undefined {
    if (step.kind === "left") return { kind: "left", because: step.because };
    if (step.kind === "there" && step.differs?.length !== 0 && !this.work.overwrite)
      return { kind: "differs", read: step.there.read, names: step.differs };
    return undefined;
  }

  private async name(step: Exclude<CliPullStep, { kind: "left" }>): Promise<PullEnd | undefined> {
    if (this.isStopped) return { kind: "notTried" };
    const { io, open } = this.work;
    try {
      const options = { clock: io.clock, doubtMilliseconds: doubtAfter(timeoutMilliseconds) };
      const named = await nameCron(open.server, step.cron, step.name, options);
      return named.kind === "taken" ? { kind: "taken" } : undefined;
    } catch (error) {
      if (!(error instanceof ServerFailure)) throw error;
      this.isStopped ||= stopping.has(error.problem.kind);
      return { kind: "refused", problem: error.problem };
    }
  }

  private async write(step: CliPullStep): Promise<PullEnd> {
    if (step.kind === "left") return { kind: "left", because: step.because };
    if (step.kind === "there" && step.differs?.length === 0) return { kind: "unchanged", read: step.there.read };
    const written = step.kind === "new" ? this.newSpec(step) : this.overwrittenSpec(step.there, step);
    if (written === undefined) return { kind: "left", because: "placeholderText" };
    const { path, text } = written.read;
    // Before the file is written: meanwhile another of its specs may be pulled.
    this.texts.set(path, text);
    try {
      await this.work.io.writeFile(path, text);
    } catch (error) {
      return { kind: "unwritable", path, reason: reasonOf(error) };
    }
    return { kind: step.kind === "new" ? "written" : "overwritten", ...written };
  }

  private newSpec({ cron, file, name, spec }: Extract<CliPullStep, { kind: "new" }>): WrittenSpec {
    const fileSpecName = specNameOfFile(file);
    const { text, ...secrets } = exportedText(spec, { cron, name, fileSpecName }, this.variables);
    return { read: loaded(join(this.work.folder, file), text, fileSpecName), ...secrets, kept: [] };
  }

  private overwrittenSpec(
    { fileSpecName, read, spec: { name } }: SpecInFolder,
    { cron }: CliPullStep,
  ): WrittenSpec | undefined {
    const exported = exportCron(cron, this.work.assistants);
    if (!exported.ok) return undefined;
    const before = this.texts.get(read.path) ?? read.text;
    const written = overwrittenText(
      before,
      { name, fileSpecName },
      { cron, exported: exported.value, taken: this.variables },
    );
    if (written === undefined) return undefined;
    const { text, ...rest } = written;
    return { read: loaded(read.path, text, fileSpecName), ...rest };
  }
}

function loaded(path: string, text: string, fileSpecName: string): LoadedSpecFile {
  return { path, text, file: parseSpecFile(text, fileSpecName) };
}
