import type { RawArguments } from "../../core/arguments/cronArguments";
import { usualDialect } from "../../core/known/usualDialect";
import { findCrons } from "../../core/lifecycle/onServer/findCrons";
import { checkDrafts } from "../../core/lifecycle/prepare/checkDrafts";
import { planCrons } from "../../core/plan/planCrons";
import type { PlanAction, PlannedChange } from "../../core/plan/plannedChange";
import type { ScheduleDialect } from "../../core/schedule/scheduleDialect";
import { isLoopback } from "../../core/server/address/serverUrl";
import { capabilitiesOf } from "../../core/server/capabilities";
import type { Cron } from "../../core/server/cron";
import { ServerFailure } from "../../core/server/problems/serverProblem";
import type { CliIo } from "../cliIo";
import { draftsFor, type PlacedFinding, placedFinding } from "../environments/environmentDrafts";
import type { LoadedEnvironment } from "../environments/loadEnvironment";
import type { LoadedSpecFile } from "../files/loadSpecFiles";
import type { SpecDraft } from "../files/specDrafts";
import { minimumMinutes } from "../sharedOptions";
import { serverOpinion } from "../submit/prepareSpecs";
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
  const info = await server.info();
  if (!info.hasCrons) {
    throw new ServerFailure({ kind: "noCrons", version: info.version }, { method: "GET", path: "/info" });
  }
  const now = io.clock.now();
  const dialect = open.dialect ?? usualDialect(info);
  const [checked, crons] = await Promise.all([
    checkDrafts({
      drafts: draftsFor(files, environment),
      check: { now, minimumMinutes, dialect, server: info, onLoopback: isLoopback(url) },
      askServer: (raws: readonly RawArguments[]) => serverOpinion(server, info, raws),
    }),
    findCrons(server, {}),
  ]);
  const changes = await planCrons(checked, { crons, capabilities: capabilitiesOf(info), dialect, now });
  const rows = [...files.flatMap(unreadRow), ...changes.map((change) => rowOf(change, environment))];
  return { url, environment, version: info.version, dialect, crons, rows };
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
