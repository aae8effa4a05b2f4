import * as vscode from "vscode";
import { setNames } from "../../core/plan/setNames";
import { isSkippedFolder, isSpecFileName } from "../../core/specFile/specNameOfFile";
import { IgnoredFiles } from "./ignoredFiles";
import { readSpecFiles } from "./readSpecFiles";

/** The names of all specs of a set; or what can't be read, so that nobody can say which specs are gone. */
export type NamesOfSet = ReturnType<typeof setNames>;

/**
 * Reads all spec files in a set's folder and below, as the command line finds them. VS Code's search is not asked: it leaves
 * out what settings hide, and says nothing of folders that can't be read.
 */
export async function readNamesOfSet(folder: vscode.Uri): Promise<NamesOfSet> {
  const found = await new SetFolder().filesBelow(folder);
  if ("unreadable" in found) return { unreadable: shown(found.unreadable) };
  // Then all of its crons would seem to be gone.
  if (found.files.length === 0) return { unreadable: shown(folder) };
  try {
    return setNames(await readSpecFiles(found.files));
  } catch {
    return { unreadable: shown((await firstUnreadable(found.files)) ?? folder) };
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

type Found = { readonly files: readonly vscode.Uri[] } | { readonly unreadable: vscode.Uri };

class SetFolder {
  private readonly ignored = new IgnoredFiles();

  async filesBelow(folder: vscode.Uri): Promise<Found> {
    // A user who keeps a set in an ignored folder means its files.
    const isMeant = await this.ignored.isIgnored(folder, "folder");
    return this.below(folder, isMeant ? async () => false : (uri, kind) => this.ignored.isIgnored(uri, kind));
  }

  private async below(folder: vscode.Uri, isIgnored: IgnoredFiles["isIgnored"]): Promise<Found> {
    const entries = await vscode.workspace.fs.readDirectory(folder).then(
      (read) => read,
      () => undefined,
    );
    if (entries === undefined) return { unreadable: folder };
    const files: vscode.Uri[] = [];
    for (const [name, type] of entries) {
      const uri = vscode.Uri.joinPath(folder, name);
      if (type === vscode.FileType.Directory) {
        if (isSkippedFolder(name) || (await isIgnored(uri, "folder"))) continue;
        const inside = await this.below(uri, isIgnored);
        if ("unreadable" in inside) return inside;
        files.push(...inside.files);
      } else if (isSpecFileName(name) && !(await isIgnored(uri, "file"))) {
        // Links to folders are not followed: they can form a circle.
        if ((type & vscode.FileType.File) === 0) return { unreadable: uri };
        files.push(uri);
      }
    }
    return { files };
  }
}
