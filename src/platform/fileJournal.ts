import * as vscode from "vscode";
import { parseJournalEntry, serialiseJournalEntry } from "../core/lifecycle/journalCodec";
import type { Journal, JournalEntry } from "../core/lifecycle/submission";

/**
 * Begun submissions as one small file each, so that two windows never write the same one. A file is written beside its
 * place and renamed: after a crash it is there as a whole or not at all.
 */
export class FileJournal implements Journal {
  constructor(private readonly folder: vscode.Uri) {}

  async entries(): Promise<readonly JournalEntry[]> {
    const files = await this.list();
    const entries = await Promise.all(
      files
        .filter(([name, type]) => type === vscode.FileType.File && name.endsWith(".json"))
        .map(([name]) => this.read(vscode.Uri.joinPath(this.folder, name))),
    );
    return entries.filter((entry) => entry !== undefined).sort((one, other) => one.begunAt - other.begunAt);
  }

  async write(entry: JournalEntry): Promise<void> {
    await vscode.workspace.fs.createDirectory(this.folder);
    const draft = vscode.Uri.joinPath(this.folder, `${entry.submission}.draft`);
    await vscode.workspace.fs.writeFile(draft, new TextEncoder().encode(serialiseJournalEntry(entry)));
    await vscode.workspace.fs.rename(draft, this.file(entry.submission), { overwrite: true });
  }

  async remove(submission: string): Promise<void> {
    try {
      await vscode.workspace.fs.delete(this.file(submission));
    } catch (failure) {
      if (!isFileNotFound(failure)) {
        throw failure;
      }
    }
  }

  private file(submission: string): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, `${submission}.json`);
  }

  private async list(): Promise<readonly [string, vscode.FileType][]> {
    try {
      return await vscode.workspace.fs.readDirectory(this.folder);
    } catch (failure) {
      if (isFileNotFound(failure)) {
        return [];
      }
      throw failure;
    }
  }

  /** Undefined for a file that is no entry, or that another window has just removed. */
  private async read(file: vscode.Uri): Promise<JournalEntry | undefined> {
    try {
      return parseJournalEntry(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
    } catch {
      return undefined;
    }
  }
}

function isFileNotFound(failure: unknown): boolean {
  return failure instanceof vscode.FileSystemError && failure.code === "FileNotFound";
}
