import * as vscode from "vscode";
import { setNames } from "../../core/plan/setNames";
import { type FolderEntry, filesBelow } from "../../core/specFile/filesBelow";
import { isSpecFileName } from "../../core/specFile/specNameOfFile";
import { IgnoredFiles } from "./ignoredFiles";
import { readSpecFiles } from "./readSpecFiles";

/** The names of all specs of a set; or what can't be read, so that nobody can say which specs are gone. */
export type NamesOfSet = ReturnType<typeof setNames>;

/**
 * Reads all spec files in a set's folder and below. VS Code's search is not asked: it leaves out what settings hide, and
 * says nothing of folders that can't be read.
 */
export async function readNamesOfSet(folder: vscode.Uri): Promise<NamesOfSet> {
  const { files, unreadable } = await specFilesBelow(folder);
  if (unreadable[0] !== undefined) return { unreadable: shown(unreadable[0].place) };
  // Then all of its crons would seem to be gone.
  if (files.length === 0) return { unreadable: shown(folder) };
  try {
    return setNames(await readSpecFiles(files));
  } catch {
    return { unreadable: shown((await firstUnreadable(files)) ?? folder) };
  }
}

function shown(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri);
}

async function firstUnreadable(files: readonly vscode.Uri[]): Promise<vscode.Uri | undefined> {
  for (const file of files) {
    const isRead = await readSpecFiles([file]).then(
      () => true,
      () => false,
    );
    if (!isRead) return file;
  }
  return undefined;
}

async function specFilesBelow(folder: vscode.Uri) {
  const ignored = new IgnoredFiles();
  return filesBelow(folder, (_file, name) => isSpecFileName(name), {
    entries: async (uri) =>
      (await vscode.workspace.fs.readDirectory(uri)).map(([name, type]) => ({ name, kind: kindOf(type) })),
    child: (uri, name) => vscode.Uri.joinPath(uri, name),
    isIgnored: (uri, kind) => ignored.isIgnored(uri, kind),
  });
}

function kindOf(type: vscode.FileType): FolderEntry["kind"] {
  if (type === vscode.FileType.Directory) return "folder";
  if ((type & vscode.FileType.File) !== 0) return "file";
  return (type & vscode.FileType.SymbolicLink) === 0 ? "other" : "link";
}
