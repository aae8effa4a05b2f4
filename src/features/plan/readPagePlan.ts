import * as vscode from "vscode";
import { asSaved } from "../../core/apply/asSaved";
import { findingInOverride, withOverrides } from "../../core/environments/withOverrides";
import type { Finding } from "../../core/finding/finding";
import { planRows } from "../../core/plan/planRows";
import { planSpecs } from "../../core/plan/planSpecs";
import { type SpecDraft, specDrafts } from "../../core/plan/specDrafts";
import type { Cron } from "../../core/server/cron";
import { hasErrors } from "../../core/specFile/json/locate";
import type { PlanSubject } from "../../platform/app/editorCommands";
import { readSetting } from "../../platform/host/settings";
import type { Connection } from "../../platform/servers/connections/connection";
import type { EnvironmentFiles } from "../../platform/servers/environments/environmentFiles";
import type { Servers } from "../../platform/servers/servers";
import { findSpecFiles, readSpecFiles, type WorkspaceSpecFile } from "../../platform/specs/readSpecFiles";
import { type PageEnvironment, pageEnvironment } from "./pageEnvironment";
import { type PagePrune, readPrune, unreadableWords } from "./pagePrune";
import type { PagePlace, PageRow } from "./pageRow";
import { readPlanFile, refuseOther, type SavedPlanFile } from "./savedPlanFile";

export type EditorDraft = SpecDraft<WorkspaceSpecFile>;

/** What the specs would change, as it was at one moment. */
export interface PagePlan {
  readonly rows: readonly PageRow[];
  /** All crons of the server. */
  readonly crons: readonly Cron[];
  readonly version: string;
  /** Absent: the specs as they are written. */
  readonly environment?: PageEnvironment;
  /** Absent: crons without a spec are left alone. */
  readonly prune?: PagePrune;
  /** The file whose plan it is; absent: what the files say now. */
  readonly saved?: SavedPlanFile;
  /** Nothing is applied: of a saved plan everything is as it was planned, or nothing is done. */
  readonly isBlocked: boolean;
  /** Epoch milliseconds. */
  readonly readAt: number;
}

export interface PlanSources {
  readonly servers: Pick<Servers, "server">;
  readonly environments: Pick<EnvironmentFiles, "at">;
}

/**
 * Reads the specs and compares them with the server. `grace`: of crons whose spec is gone; undefined: these are left alone.
 * A saved plan says that by itself. Throws `ServerFailure`, and says so if there is no spec, or if the saved plan is not for
 * what is here.
 */
export async function readPagePlan(
  { environment: wanted, places, saved: savedUri }: PlanSubject,
  connection: Connection,
  { environments, servers }: PlanSources,
  grace: string | undefined,
): Promise<PagePlan> {
  const folders = vscode.workspace.workspaceFolders?.map(({ uri }) => uri) ?? [];
  const found = await findSpecFiles(places.length === 0 ? folders : places.map((place) => vscode.Uri.parse(place)));
  if (found.length === 0) throw new Error(vscode.l10n.t("There is no *.cron.json file here."));
  const environment = wanted && (await pageEnvironment(wanted, connection, environments));
  const saved = savedUri === undefined ? undefined : await readPlanFile(vscode.Uri.parse(savedUri));
  if (saved !== undefined) refuseOther(saved, connection, environment);
  const prune = await readPrune(environment, saved === undefined ? grace : (saved.plan.request.grace ?? undefined));
  if (saved !== undefined && prune !== undefined && "unreadable" in prune) {
    throw new Error(unreadableWords(prune.unreadable));
  }
  const files = await readSpecFiles(found);
  const drafts = specDrafts(files.filter(({ file }) => file.problems.length === 0));
  const readAt = Date.now();
  const plan = await planSpecs({
    drafts: environment === undefined ? drafts : drafts.map((draft) => asThere(draft, environment)),
    server: await servers.server(connection),
    url: connection.url,
    set: environment?.file.set ?? null,
    prune: prune !== undefined && "names" in prune ? prune : undefined,
    check: { now: readAt, minimumMinutes: readSetting("minimumMinutes") },
    dialectOf: () => connection.dialect,
  });
  const now = await planRows<WorkspaceSpecFile, PagePlace>({
    ...plan,
    files,
    placed: ({ draft, findings }) => findings.map((finding) => placed(finding, draft, environment)),
  });
  const isWrong = now.some(({ findings }) => hasErrors(findings));
  return {
    rows: saved === undefined || isWrong ? now : rowsOf(saved, now, plan.crons),
    crons: plan.crons,
    version: plan.version,
    isBlocked: saved !== undefined && isWrong,
    readAt,
    ...(environment === undefined ? {} : { environment }),
    ...(prune === undefined ? {} : { prune }),
    ...(saved === undefined ? {} : { saved }),
  };
}

function rowsOf({ path, plan }: SavedPlanFile, rows: readonly PageRow[], crons: readonly Cron[]): readonly PageRow[] {
  const kept = asSaved({ rows, crons }, plan);
  if ("rows" in kept) return kept.rows;
  throw new Error(
    vscode.l10n.t(
      "Nothing of {0} can be applied: these specs are not as they were when the plan was made: {1}. Plan again.",
      path,
      kept.otherSpecs.join(", "),
    ),
  );
}

function asThere(draft: EditorDraft, { environment }: PageEnvironment): EditorDraft {
  return { ...draft, arguments: withOverrides(draft.arguments, draft.name, environment) };
}

function placed(finding: Finding, { name, read, spec }: EditorDraft, there: PageEnvironment | undefined) {
  const moved = there && findingInOverride(finding, name, there.environment);
  if (there === undefined || moved === undefined) return { ...spec.locate(finding), read };
  return { ...there.file.places.locate(moved), read: there };
}
