import { usualDialect } from "../../core/known/usualDialect";
import type { PlanAction, PlannedChange } from "../../core/plan/plannedChange";
import { planSpecs } from "../../core/plan/planSpecs";
import type { SpecDraft } from "../../core/plan/specDrafts";
import type { ScheduleDialect } from "../../core/schedule/scheduleDialect";
import type { Cron } from "../../core/server/cron";
import type { LoadedSpecFile } from "../../core/specFile/loadedSpecFile";
import type { CliIo } from "../cliIo";
import { draftsFor, type PlacedFinding, placedFinding } from "../environments/environmentDrafts";
import type { LoadedEnvironment } from "../environments/loadEnvironment";
import { minimumMinutes } from "../sharedOptions";
import type { OpenServer } from "../withServer";

/** A plan for one server. */
export interface ReadPlan {
  readonly url: string;
  readonly environment: LoadedEnvironment | undefined;
  readonly version: string;
  readonly dialect: ScheduleDialect;
  /** All crons of the server, as they were. */
  readonly crons: readonly Cron[];
  readonly rows: readonly PlanRow[];
}

/** What is to be done for one spec, and where that stands; without `change` a file that can't be read as specs. */
export interface PlanRow {
  readonly name: string;
  readonly read: LoadedSpecFile;
  readonly action: PlanAction;
  readonly findings: readonly PlacedFinding[];
  readonly change?: PlannedChange<SpecDraft>;
}

/** Checks all specs and compares them with the server, in as few requests as that takes. Throws `ServerFailure`. */
export async function readPlan(
  files: readonly LoadedSpecFile[],
  environment: LoadedEnvironment | undefined,
  open: OpenServer,
  io: CliIo,
): Promise<ReadPlan> {
  const { server, url } = open;
  const plan = await planSpecs({
    drafts: draftsFor(files, environment),
    server,
    url,
    check: { now: io.clock.now(), minimumMinutes },
    dialectOf: (info) => open.dialect ?? usualDialect(info),
  });
  const { changes, crons, dialect, version } = plan;
  const rows = [...files.flatMap(unreadRow), ...changes.map((change) => rowOf(change, environment))];
  return { url, environment, version, dialect, crons, rows };
}

function unreadRow(read: LoadedSpecFile): readonly PlanRow[] {
  const { problems, specs } = read.file;
  const name = specs[0]?.name ?? read.path;
  const placed = problems.map((problem) => ({ read, ...problem }));
  return problems.length === 0 ? [] : [{ name, read, action: "invalid", findings: placed }];
}

function rowOf(change: PlannedChange<SpecDraft>, environment: LoadedEnvironment | undefined): PlanRow {
  const { name, read } = change.draft;
  const findings = change.findings.map((finding) => placedFinding(finding, change.draft, environment));
  return { name, read, action: change.action, findings, change };
}
