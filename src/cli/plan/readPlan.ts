import { usualDialect } from "../../core/known/usualDialect";
import type { PlanAction, PlannedChange } from "../../core/plan/plannedChange";
import type { PlannedPrune } from "../../core/plan/planPrune";
import { planSpecs } from "../../core/plan/planSpecs";
import { type PlanRequest, type SavedChange, savedChange, savedPrune } from "../../core/plan/savedPlan";
import type { SpecDraft } from "../../core/plan/specDrafts";
import type { ScheduleDialect } from "../../core/schedule/scheduleDialect";
import type { Cron } from "../../core/server/cron";
import type { LoadedSpecFile } from "../../core/specFile/loadedSpecFile";
import type { CliIo } from "../cliIo";
import { draftsFor, type PlacedFinding, placedFinding } from "../environments/environmentDrafts";
import type { LoadedEnvironment } from "../environments/loadEnvironment";
import { minimumMinutes } from "../sharedOptions";
import type { OpenServer } from "../withServer";
import type { PruneRequest } from "./pruneRequest";

/** A plan for one server. */
export interface ReadPlan {
  readonly url: string;
  readonly environment: LoadedEnvironment | undefined;
  readonly version: string;
  readonly dialect: ScheduleDialect;
  /** All crons of the server, as they were. */
  readonly crons: readonly Cron[];
  /** How it was asked for. */
  readonly request: PlanRequest;
  readonly rows: readonly PlanRow[];
}

interface AnyRow {
  readonly name: string;
  readonly action: PlanAction;
  readonly findings: readonly PlacedFinding[];
  /** As it is written into a file; absent: nothing is planned. */
  readonly saved?: SavedChange;
  /** It was planned, and is otherwise now. */
  readonly hasMoved?: true;
}

/** What is to be done for one spec, and where that stands; without `change` a file that can't be read as specs. */
export interface SpecRow extends AnyRow {
  readonly read: LoadedSpecFile;
  readonly change?: PlannedChange<SpecDraft>;
}

/** What is to be done with a cron whose spec is gone. */
export interface PruneRow extends AnyRow {
  readonly prune?: PlannedPrune;
}

export type PlanRow = SpecRow | PruneRow;

/** What is planned in a row; undefined if nothing is. */
export function plannedOf(row: PlanRow): PlannedChange<SpecDraft> | PlannedPrune | undefined {
  return "read" in row ? row.change : row.prune;
}

export interface PlanParts {
  readonly files: readonly LoadedSpecFile[];
  readonly environment: LoadedEnvironment | undefined;
  readonly request: PlanRequest;
  readonly prune: PruneRequest | undefined;
  /** Default: the environment's, or none. */
  readonly set?: string | undefined;
}

/** Checks all specs and compares them with the server, in as few requests as that takes. Throws `ServerFailure`. */
export async function readPlan(
  { environment, files, prune, request, set = environment?.set }: PlanParts,
  open: OpenServer,
  io: CliIo,
): Promise<ReadPlan> {
  const { server, url } = open;
  const plan = await planSpecs({
    drafts: draftsFor(files, environment),
    server,
    url,
    set: set ?? null,
    prune,
    check: { now: io.clock.now(), minimumMinutes },
    dialectOf: (info) => open.dialect ?? usualDialect(info),
  });
  const { changes, crons, dialect, prunes, version } = plan;
  const rows = [
    ...files.flatMap(unreadRow),
    ...(await Promise.all(changes.map((change) => rowOf(change, environment)))),
    ...(await Promise.all(prunes.map(pruneRow))),
  ];
  return { url, environment, version, dialect, crons, request, rows };
}

function unreadRow(read: LoadedSpecFile): readonly SpecRow[] {
  const { problems, specs } = read.file;
  const name = specs[0]?.name ?? read.path;
  const placed = problems.map((problem) => ({ read, ...problem }));
  return problems.length === 0 ? [] : [{ name, read, action: "invalid", findings: placed }];
}

async function pruneRow(prune: PlannedPrune): Promise<PruneRow> {
  return { name: prune.name, action: prune.action, findings: [], saved: await savedPrune(prune), prune };
}

async function rowOf(change: PlannedChange<SpecDraft>, environment: LoadedEnvironment | undefined): Promise<SpecRow> {
  const { name, read } = change.draft;
  const findings = change.findings.map((finding) => placedFinding(finding, change.draft, environment));
  return { name, read, action: change.action, findings, saved: await savedChange(change), change };
}
