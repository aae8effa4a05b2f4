import * as vscode from "vscode";
import type { PlanAction, PlannedChange } from "../../core/plan/plannedChange";
import { planSpecs } from "../../core/plan/planSpecs";
import { type SpecDraft, specDrafts } from "../../core/plan/specDrafts";
import type { Cron } from "../../core/server/cron";
import type { LocatedFinding } from "../../core/specFile/json/locate";
import { readSetting } from "../../platform/host/settings";
import type { Connection } from "../../platform/servers/connections/connection";
import type { Servers } from "../../platform/servers/servers";
import { findSpecFiles, readSpecFiles, type WorkspaceSpecFile } from "../../platform/specs/readSpecFiles";
import type { PlanSubject } from "./planSubject";

export type EditorDraft = SpecDraft<WorkspaceSpecFile>;

/** What is to be done for one spec; without `change` a file that can't be read as specs. */
export interface PageRow {
  readonly name: string;
  readonly read: WorkspaceSpecFile;
  readonly action: PlanAction;
  readonly findings: readonly LocatedFinding[];
  readonly change?: PlannedChange<EditorDraft>;
}

/** What the specs would change, as it was at one moment. */
export interface PagePlan {
  readonly rows: readonly PageRow[];
  /** All crons of the server. */
  readonly crons: readonly Cron[];
  readonly version: string;
  /** Epoch milliseconds. */
  readonly readAt: number;
}

/** Reads the specs and compares them with the server. Throws `ServerFailure`, and says so if there is no spec. */
export async function readPagePlan(
  { places }: PlanSubject,
  connection: Connection,
  servers: Pick<Servers, "server">,
): Promise<PagePlan> {
  const folders = vscode.workspace.workspaceFolders?.map(({ uri }) => uri) ?? [];
  const found = await findSpecFiles(places.length === 0 ? folders : places.map((place) => vscode.Uri.parse(place)));
  if (found.length === 0) throw new Error(vscode.l10n.t("There is no *.cron.json file here."));
  const files = await readSpecFiles(found);
  const readAt = Date.now();
  const { changes, crons, version } = await planSpecs({
    drafts: specDrafts(files.filter(({ file }) => file.problems.length === 0)),
    server: await servers.server(connection),
    url: connection.url,
    check: { now: readAt, minimumMinutes: readSetting("minimumMinutes") },
    dialectOf: () => connection.dialect,
  });
  return { rows: [...files.flatMap(unreadRow), ...changes.map(rowOf)], crons, version, readAt };
}

function unreadRow(read: WorkspaceSpecFile): readonly PageRow[] {
  const { problems, specs } = read.file;
  if (problems.length === 0) return [];
  return [{ name: specs[0]?.name ?? read.path, read, action: "invalid", findings: problems }];
}

function rowOf(change: PlannedChange<EditorDraft>): PageRow {
  const { name, read, spec } = change.draft;
  return {
    name,
    read,
    action: change.action,
    findings: change.findings.map((finding) => spec.locate(finding)),
    change,
  };
}
