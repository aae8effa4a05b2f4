import { usualDialect } from "../../core/known/usualDialect";
import type { WrittenPlan } from "../../core/plan/planJson";
import { type PlanRow, planRows } from "../../core/plan/planRows";
import { planSpecs } from "../../core/plan/planSpecs";
import type { PlanRequest } from "../../core/plan/savedPlan";
import type { ScheduleDialect } from "../../core/schedule/scheduleDialect";
import type { Cron } from "../../core/server/cron";
import type { LoadedSpecFile } from "../../core/specFile/loadedSpecFile";
import type { CliIo } from "../cliIo";
import { draftsFor, placedFinding } from "../environments/environmentDrafts";
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
  const { crons, dialect, version } = plan;
  const rows = await planRows({
    ...plan,
    files,
    placed: ({ draft, findings }) => findings.map((finding) => placedFinding(finding, draft, environment)),
  });
  return { url, environment, version, dialect, crons, request, rows };
}

/** The plan as it is written down. */
export function writtenPlan(plan: ReadPlan): WrittenPlan {
  const { environment, request, rows, url, version } = plan;
  return { url, version, environment: environment?.name ?? null, set: environment?.set ?? null, request, rows };
}
