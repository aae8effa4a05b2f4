import * as vscode from "vscode";
import { decodeText } from "../../core/base/decodeText";
import { otherEncoding } from "../../core/specFile/checkEncoding";
import type { LoadedSpecFile } from "../../core/specFile/loadedSpecFile";
import { parseSpecFile } from "../../core/specFile/parseSpecFile";
import { specGlob } from "../../core/specFile/specNameOfFile";
import { defaultSpecName } from "../words/defaultSpecName";
import { withoutIgnored } from "./ignoredFiles";
import { isSpecFile } from "./specSelector";

/** A spec file of the workspace, as it is in the editor now, saved or not. */
export interface WorkspaceSpecFile extends LoadedSpecFile {
  readonly uri: vscode.Uri;
}

/** Reading is mostly waiting. */
const readAtOnce = 32;

/** The spec files in folders, or the files themselves, in the order of their names; without those that git ignores. */
export async function findSpecFiles(places: readonly vscode.Uri[]): Promise<readonly vscode.Uri[]> {
  const found = await Promise.all(places.map(specFilesAt));
  const distinct = new Map(found.flat().map((file) => [file.toString(), file]));
  return [...distinct.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
}

async function specFilesAt(place: vscode.Uri): Promise<readonly vscode.Uri[]> {
  if (isSpecFile(place)) return [place];
  const pattern = new vscode.RelativePattern(place, specGlob);
  return withoutIgnored(await vscode.workspace.findFiles(pattern, "**/node_modules/**"));
}

/** Rejects if a file can't be read. */
export async function readSpecFiles(files: readonly vscode.Uri[]): Promise<readonly WorkspaceSpecFile[]> {
  const read: WorkspaceSpecFile[] = [];
  for (let from = 0; from < files.length; from += readAtOnce) {
    read.push(...(await Promise.all(files.slice(from, from + readAtOnce).map(readSpecFile))));
  }
  return read;
}

async function readSpecFile(uri: vscode.Uri): Promise<WorkspaceSpecFile> {
  const path = vscode.workspace.asRelativePath(uri);
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  const { encoding, text } =
    open === undefined
      ? decodeText(await vscode.workspace.fs.readFile(uri))
      : { text: open.getText(), encoding: open.encoding };
  const file = parseSpecFile(text, defaultSpecName(uri));
  return { uri, path, text, file: { ...file, problems: [...otherEncoding(text, encoding), ...file.problems] } };
}
