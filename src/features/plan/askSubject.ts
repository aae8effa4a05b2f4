import * as vscode from "vscode";
import { environmentsFileName } from "../../core/environments/environmentsFile";
import { matchEnvironment } from "../../core/environments/matchEnvironment";
import type { PlanSubject, PlanTarget } from "../../platform/app/editorCommands";
import { askTarget } from "../../platform/ask/askConnection";
import type { Connections } from "../../platform/servers/connections/connections";
import type { EnvironmentFiles, FolderEnvironments } from "../../platform/servers/environments/environmentFiles";
import { isSpecFile } from "../../platform/specs/specSelector";
import { plainText } from "../../platform/words/plainText";

interface Parts {
  readonly connections: Connections;
  readonly environments: Pick<EnvironmentFiles, "of" | "all" | "readAgain">;
}

/** What a command is for. Where there are environments, the user picks one; undefined: they left. */
export async function askSubject(
  parts: Parts,
  target: PlanTarget | undefined,
  selected: readonly vscode.Uri[] | undefined,
): Promise<PlanSubject | undefined> {
  if (target !== undefined && "connectionId" in target) return target;
  if (target !== undefined && "kind" in target) return { connectionId: target.connection.id, places: [] };
  const places = (target === undefined ? [] : (selected ?? [target])).map(placeOf);
  const folders = await environmentsFor(places, parts.environments);
  if (folders.length === 0) return asWritten(places, parts);
  const picked = await pick(folders, places, parts);
  return picked === "asWritten" ? asWritten(places, parts) : picked;
}

async function asWritten(places: readonly vscode.Uri[], { connections }: Parts): Promise<PlanSubject | undefined> {
  const connection = await askTarget(connections, vscode.l10n.t("Plan for which server?"));
  return connection && { connectionId: connection.id, places: places.map(String) };
}

/** The file of the environments stands for its folder. */
function placeOf(file: vscode.Uri): vscode.Uri {
  return file.path.endsWith(`/${environmentsFileName}`) ? vscode.Uri.joinPath(file, "..") : file;
}

/** The files of environments that count for these places, as they are now. */
export async function environmentsFor(
  places: readonly vscode.Uri[],
  environments: Parts["environments"],
): Promise<readonly FolderEnvironments[]> {
  environments.readAgain();
  if (places.length === 0) return environments.all();
  const inside = places.map((place) => (isSpecFile(place) ? place : vscode.Uri.joinPath(place, environmentsFileName)));
  const found = await Promise.all(inside.map((file) => environments.of(file)));
  const distinct = new Map(found.flatMap((each) => (each === undefined ? [] : [[each.uri.toString(), each] as const])));
  return [...distinct.values()];
}

interface Item extends vscode.QuickPickItem {
  readonly subject: PlanSubject | "asWritten" | undefined;
}

async function pick(
  folders: readonly FolderEnvironments[],
  places: readonly vscode.Uri[],
  { connections }: Parts,
): Promise<PlanSubject | "asWritten" | undefined> {
  const items = folders.flatMap((folder) => itemsOf(folder, places, connections));
  const written: Item = {
    label: vscode.l10n.t("As the files are written"),
    description: vscode.l10n.t("without an environment"),
    subject: "asWritten",
  };
  const placeHolder = vscode.l10n.t("Plan for which environment?");
  const picked = await vscode.window.showQuickPick([...items, written], { placeHolder, matchOnDescription: true });
  if (picked !== undefined && picked.subject === undefined) {
    throw new Error(
      vscode.l10n.t("“{0}” has no connection yet, or several: {1}", plainText(picked.label), picked.detail ?? ""),
    );
  }
  return picked?.subject;
}

function itemsOf(folder: FolderEnvironments, places: readonly vscode.Uri[], connections: Connections): readonly Item[] {
  const { read, uri } = folder;
  const path = plainText(vscode.workspace.asRelativePath(uri));
  if (!read.ok) return [{ label: path, detail: vscode.l10n.t("This file has errors."), subject: undefined }];
  const own = places.length === 0 ? [vscode.Uri.joinPath(uri, "..")] : places;
  return [...read.value.environments.values()].map((environment): Item => {
    const match = matchEnvironment(environment, connections.all());
    const label = plainText(environment.name);
    if (match.kind !== "matched") {
      return { label, description: path, detail: plainText(environment.url), subject: undefined };
    }
    const subject = {
      connectionId: match.server.id,
      places: own.map(String),
      environment: { file: uri.toString(), name: environment.name },
    };
    return {
      label,
      description: `${plainText(match.server.name)} · ${path}`,
      detail: plainText(match.server.url),
      subject,
    };
  });
}
