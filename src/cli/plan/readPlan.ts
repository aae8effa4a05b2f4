import type { RawArguments } from "../../core/arguments/cronArguments";
import { groupedBy } from "../../core/base/groupedBy";
import { usualDialect } from "../../core/known/usualDialect";
import { findCrons } from "../../core/lifecycle/onServer/findCrons";
import { checkDrafts } from "../../core/lifecycle/prepare/checkDrafts";
import { planCrons } from "../../core/plan/planCrons";
import type { PlanAction, PlannedChange } from "../../core/plan/plannedChange";
import { isLoopback } from "../../core/server/address/serverUrl";
import { capabilitiesOf } from "../../core/server/capabilities";
import { ServerFailure } from "../../core/server/problems/serverProblem";
import type { LocatedFinding } from "../../core/specFile/json/locate";
import type { CliIo } from "../cliIo";
import type { CheckedSpecFile, LoadedSpecFile } from "../files/loadSpecFiles";
import { minimumMinutes } from "../sharedOptions";
import { type SpecDraft, serverOpinion, specDrafts } from "../submit/prepareSpecs";
import type { OpenServer } from "../withServer";

/** A plan for one server. */
export interface ReadPlan {
  readonly url: string;
  readonly version: string;
  readonly rows: readonly PlanRow[];
}

/** What is to be done for one spec, and where that stands; without `change` a file that can't be read as specs. */
export interface PlanRow {
  readonly name: string;
  readonly read: LoadedSpecFile;
  readonly action: PlanAction;
  readonly findings: readonly LocatedFinding[];
  readonly change?: PlannedChange<SpecDraft>;
}

/** Checks all specs and compares them with the server, in as few requests as that takes. Throws `ServerFailure`. */
export async function readPlan(files: readonly LoadedSpecFile[], open: OpenServer, io: CliIo): Promise<ReadPlan> {
  const { server, url } = open;
  const info = await server.info();
  if (!info.hasCrons) {
    throw new ServerFailure({ kind: "noCrons", version: info.version }, { method: "GET", path: "/info" });
  }
  const now = io.clock.now();
  const dialect = open.dialect ?? usualDialect(info);
  const [checked, crons] = await Promise.all([
    checkDrafts({
      drafts: specDrafts(files.filter(({ file }) => file.problems.length === 0)),
      check: { now, minimumMinutes, dialect, server: info, onLoopback: isLoopback(url) },
      askServer: (raws: readonly RawArguments[]) => serverOpinion(server, info, raws),
    }),
    findCrons(server, {}),
  ]);
  const changes = await planCrons(checked, { crons, capabilities: capabilitiesOf(info), dialect, now });
  return { url, version: info.version, rows: [...files.flatMap(unreadRow), ...changes.map(rowOf)] };
}

/** The findings in each file, in the order of its text. */
export function findingsByFile({ rows }: ReadPlan): readonly CheckedSpecFile[] {
  return [...groupedBy(rows, ({ read }) => read)].map(([read, of]) => {
    const findings = of.flatMap((row) => row.findings);
    return { read, findings: findings.sort((one, other) => one.range.offset - other.range.offset) };
  });
}

function unreadRow(read: LoadedSpecFile): readonly PlanRow[] {
  const { problems, specs } = read.file;
  const name = specs[0]?.name ?? read.path;
  return problems.length === 0 ? [] : [{ name, read, action: "invalid", findings: problems }];
}

function rowOf(change: PlannedChange<SpecDraft>): PlanRow {
  const { name, read, spec } = change.draft;
  const findings = change.findings.map((finding) => spec.locate(finding));
  return { name, read, action: change.action, findings, change };
}
