import * as vscode from "vscode";
import { matchEnvironment } from "../../core/environments/matchEnvironment";
import type { PlanSubject } from "../../platform/app/editorCommands";
import type { Connections } from "../../platform/servers/connections/connections";
import { findSpecFiles } from "../../platform/specs/readSpecFiles";
import { plainText } from "../../platform/words/plainText";
import { environmentsFor } from "./askSubject";
import type { PlanPageParts } from "./planPage";
import { readPlanFile, type SavedPlanFile } from "./savedPlanFile";

type Parts = Pick<PlanPageParts, "connections" | "environments">;

/** What a saved plan is applied to. Throws if that can't be known: no file decides where a key is sent. */
export async function savedSubject(uri: vscode.Uri, { connections, environments }: Parts): Promise<PlanSubject> {
  const saved = await readPlanFile(uri);
  const { environment: name, url } = saved.plan.target;
  const places = await placesOf(saved);
  const subject = { places: places.map(String), saved: uri.toString() };
  if (name === null) return { ...subject, connectionId: connectionAt(url, connections) };
  const [folder, other] = await environmentsFor(places, environments);
  const found = folder?.read.ok === true && other === undefined ? folder.read.value.environments.get(name) : undefined;
  if (folder === undefined || found === undefined) {
    const args = [saved.path, plainText(name)] as const;
    throw new Error(vscode.l10n.t("{0}: its files have no langgraph-crons.json with the environment “{1}”.", ...args));
  }
  return {
    ...subject,
    connectionId: connectionAt(found.url, connections),
    environment: { file: folder.uri.toString(), name },
  };
}

function connectionAt(url: string, connections: Pick<Connections, "all" | "chosen">): string {
  const match = matchEnvironment({ url }, connections.all());
  if (match.kind === "matched") return match.server.id;
  const chosen = connections.chosen();
  if (match.kind === "several" && match.servers.some(({ id }) => id === chosen?.id) && chosen) return chosen.id;
  const shown = plainText(url);
  throw new Error(
    match.kind === "none"
      ? vscode.l10n.t("No connection has the address {0} of this plan. Add it first.", shown)
      : vscode.l10n.t("Several connections have the address {0} of this plan. Choose one of them first.", shown),
  );
}

/** The folders and files of a plan. Its paths begin where it was made: in the folder of its file, or in one above. */
async function placesOf({ path, plan, uri }: SavedPlanFile): Promise<readonly vscode.Uri[]> {
  for (const base of basesOf(uri)) {
    const places = (await Promise.all(plan.request.paths.map((each) => placesAt(base, each)))).flat();
    if ((await findSpecFiles(places)).length > 0) return places;
  }
  throw new Error(vscode.l10n.t("{0}: the spec files of this plan are not here.", path));
}

function basesOf(uri: vscode.Uri): readonly vscode.Uri[] {
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri;
  const folders = vscode.workspace.workspaceFolders?.map((folder) => folder.uri) ?? [];
  if (root === undefined) return folders;
  const bases = [vscode.Uri.joinPath(uri, "..")];
  for (let base = bases[0]; base !== undefined && base.path.length > root.path.length; ) {
    base = vscode.Uri.joinPath(base, "..");
    bases.push(base);
  }
  return bases;
}

/** A path, or a pattern, as the command line takes it. */
async function placesAt(base: vscode.Uri, path: string): Promise<readonly vscode.Uri[]> {
  const plain = path.replaceAll("\\", "/");
  if (/[*?]/.test(plain)) return vscode.workspace.findFiles(new vscode.RelativePattern(base, plain));
  const isWhole = plain.startsWith("/") || /^[A-Za-z]:\//.test(plain);
  const place = isWhole ? base.with({ path: plain.replace(/^(?=[A-Za-z]:)/, "/") }) : vscode.Uri.joinPath(base, plain);
  // Only what is in the workspace is trusted.
  return vscode.workspace.getWorkspaceFolder(place) === undefined ? [] : [place];
}
