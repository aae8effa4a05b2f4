import * as vscode from "vscode";
import { decodeText } from "../../../core/base/decodeText";
import { environmentsFileName } from "../../../core/environments/environmentsFile";
import type { readEnvironments } from "../../../core/environments/readEnvironments";
import { watchNewFolders } from "../../host/newFolders";
import { isEnvironmentsFile } from "./isEnvironmentsFile";

const filesGlob = `**/${environmentsFileName}`;

/** A `langgraph-crons.json`, as it is in the editor, or else on the disk. */
export interface FolderEnvironments {
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly read: ReturnType<typeof readEnvironments>;
}

/**
 * The files of environments of the workspace, each read when it is first asked for, and again when it has changed. Asks no
 * server. Nothing outside the workspace's folders is read.
 */
export class EnvironmentFiles implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Some file of environments was changed, added or removed. */
  readonly onDidChange = this.changed.event;
  private readonly known = new Map<string, Promise<FolderEnvironments | undefined>>();
  private readonly listeners: vscode.Disposable;

  constructor() {
    const watcher = vscode.workspace.createFileSystemWatcher(filesGlob);
    const forget = (uri: vscode.Uri) => {
      if (isEnvironmentsFile(uri)) this.forget();
    };
    this.listeners = vscode.Disposable.from(
      watcher,
      watchNewFolders([filesGlob], (found) => found.slice(0, 1).forEach(forget)),
      watcher.onDidCreate(forget),
      watcher.onDidChange(forget),
      watcher.onDidDelete(forget),
      vscode.workspace.onDidChangeTextDocument(({ document }) => forget(document.uri)),
      // What was not saved is gone.
      vscode.workspace.onDidCloseTextDocument(({ uri }) => forget(uri)),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.forget()),
    );
  }

  dispose(): void {
    this.listeners.dispose();
    this.changed.dispose();
  }

  /** The nearest one in a file's folder or above, within its folder of the workspace; undefined if there is none. */
  async of(file: vscode.Uri): Promise<FolderEnvironments | undefined> {
    const root = vscode.workspace.getWorkspaceFolder(file)?.uri.path;
    if (root === undefined) return undefined;
    for (let folder = parentOf(file.path); isIn(folder, root); folder = parentOf(folder)) {
      const path = `${folder === "/" ? "" : folder}/${environmentsFileName}`;
      const found = await this.at(file.with({ path, query: "", fragment: "" }));
      if (found !== undefined) return found;
      if (folder === "/") break;
    }
    return undefined;
  }

  /** All of the workspace. */
  async all(): Promise<readonly FolderEnvironments[]> {
    const files = await vscode.workspace.findFiles(filesGlob, "**/node_modules/**");
    const found = await Promise.all(files.map((file) => this.at(file)));
    return found.flatMap((each) => (each === undefined ? [] : [each]));
  }

  /** This file itself, also outside the workspace. */
  at(uri: vscode.Uri): Promise<FolderEnvironments | undefined> {
    const key = uri.toString();
    const known = this.known.get(key) ?? readFile(uri);
    this.known.set(key, known);
    return known;
  }

  /** Reads again what is asked for next: that a file has changed, or is there now, VS Code tells some moments later. */
  readAgain(): void {
    this.known.clear();
  }

  private forget(): void {
    this.readAgain();
    this.changed.fire();
  }
}

async function readFile(uri: vscode.Uri): Promise<FolderEnvironments | undefined> {
  const text = await textOf(uri);
  if (text === undefined) return undefined;
  // Loaded only where there is such a file.
  const { readEnvironments: read } = await import("../../../core/environments/readEnvironments");
  return { uri, text, read: read(text) };
}

/** undefined if there is no such file, or it can't be read. */
async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) return open.getText();
  try {
    return decodeText(await vscode.workspace.fs.readFile(uri)).text;
  } catch {
    return undefined;
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf("/")));
}

function isIn(folder: string, root: string): boolean {
  const above = root.replace(/\/+$/, "");
  return folder === above || folder.startsWith(`${above}/`) || root === "/";
}
