import * as vscode from "vscode";
import { findingInOverride, withOverrides } from "../../core/environments/withOverrides";
import type { Finding } from "../../core/finding/finding";
import type { PlanAction, PlannedChange } from "../../core/plan/plannedChange";
import { planSpecs } from "../../core/plan/planSpecs";
import { type SpecDraft, specDrafts } from "../../core/plan/specDrafts";
import type { Cron } from "../../core/server/cron";
import type { LocatedFinding } from "../../core/specFile/json/locate";
import type { PlanSubject } from "../../platform/app/editorCommands";
import { readSetting } from "../../platform/host/settings";
import type { Connection } from "../../platform/servers/connections/connection";
import type { EnvironmentFiles } from "../../platform/servers/environments/environmentFiles";
import type { Servers } from "../../platform/servers/servers";
import { findSpecFiles, readSpecFiles, type WorkspaceSpecFile } from "../../platform/specs/readSpecFiles";
import { type PageEnvironment, pageEnvironment } from "./pageEnvironment";

export type EditorDraft = SpecDraft<WorkspaceSpecFile>;

/** A finding in the file in which it can be fixed. */
export interface PageFinding extends LocatedFinding {
  readonly uri: vscode.Uri;
}

/** What is to be done for one spec; without `change` a file that can't be read as specs. */
export interface PageRow {
  readonly name: string;
  readonly read: WorkspaceSpecFile;
  readonly action: PlanAction;
  readonly findings: readonly PageFinding[];
  readonly change?: PlannedChange<EditorDraft>;
}

/** What the specs would change, as it was at one moment. */
export interface PagePlan {
  readonly rows: readonly PageRow[];
  /** All crons of the server. */
  readonly crons: readonly Cron[];
  readonly version: string;
  /** Absent: the specs as they are written. */
  readonly environment?: PageEnvironment;
  /** Epoch milliseconds. */
  readonly readAt: number;
}

export interface PlanSources {
  readonly servers: Pick<Servers, "server">;
  readonly environments: Pick<EnvironmentFiles, "at">;
}

/** Reads the specs and compares them with the server. Throws `ServerFailure`, and says so if there is no spec. */
export async function readPagePlan(
  { environment: wanted, places }: PlanSubject,
  connection: Connection,
  { environments, servers }: PlanSources,
): Promise<PagePlan> {
  const folders = vscode.workspace.workspaceFolders?.map(({ uri }) => uri) ?? [];
  const found = await findSpecFiles(places.length === 0 ? folders : places.map((place) => vscode.Uri.parse(place)));
  if (found.length === 0) throw new Error(vscode.l10n.t("There is no *.cron.json file here."));
  const environment = wanted && (await pageEnvironment(wanted, connection, environments));
  const files = await readSpecFiles(found);
  const drafts = specDrafts(files.filter(({ file }) => file.problems.length === 0));
  const readAt = Date.now();
  const { changes, crons, version } = await planSpecs({
    drafts: environment === undefined ? drafts : drafts.map((draft) => asThere(draft, environment)),
    server: await servers.server(connection),
    url: connection.url,
    set: environment?.file.set ?? null,
    check: { now: readAt, minimumMinutes: readSetting("minimumMinutes") },
    dialectOf: () => connection.dialect,
  });
  const rows = [...files.flatMap(unreadRow), ...changes.map((change) => rowOf(change, environment))];
  return { rows, crons, version, readAt, ...(environment === undefined ? {} : { environment }) };
}

function asThere(draft: EditorDraft, { environment }: PageEnvironment): EditorDraft {
  return { ...draft, arguments: withOverrides(draft.arguments, draft.name, environment) };
}

function unreadRow(read: WorkspaceSpecFile): readonly PageRow[] {
  const { problems, specs } = read.file;
  if (problems.length === 0) return [];
  return [
    {
      name: specs[0]?.name ?? read.path,
      read,
      action: "invalid",
      findings: problems.map((each) => ({ ...each, uri: read.uri })),
    },
  ];
}

function rowOf(change: PlannedChange<EditorDraft>, environment: PageEnvironment | undefined): PageRow {
  const { name, read } = change.draft;
  const findings = change.findings.map((finding) => placed(finding, change.draft, environment));
  return { name, read, action: change.action, findings, change };
}

function placed(finding: Finding, { name, read, spec }: EditorDraft, there: PageEnvironment | undefined): PageFinding {
  const moved = there && findingInOverride(finding, name, there.environment);
  if (there === undefined || moved === undefined) return { ...spec.locate(finding), uri: read.uri };
  return { ...there.file.places.locate(moved), uri: there.uri };
}
