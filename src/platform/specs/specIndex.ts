import * as vscode from "vscode";
import { checkNameElsewhere } from "../../core/checks/checkNameElsewhere";
import type { Finding } from "../../core/finding/finding";
import { isSpecFileName, specGlob } from "../../core/specFile/specNameOfFile";
import { watchNewFolders } from "../host/newFolders";
import { defaultSpecName } from "../words/defaultSpecName";
import { FileChanges } from "./fileChanges";
import { IgnoredFiles, withoutIgnored } from "./ignoredFiles";
import { readSpecText } from "./readSpecText";
import { type ReadSpecText, WorkspaceSpecs } from "./workspaceSpecs";

const skipped = "**/node_modules/**";
const patternsGlob = "**/.gitignore";
/** Milliseconds: a switched branch changes many files within these. */
const pace = { quiet: 150, longest: 1_500 };

/**
 * All crons in the workspace: spec files are read once in the background, and each again when it changes. An edited file
 * counts as it is in the editor; files that git ignores don't count.
 */
export class SpecIndex implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly changedFiles = new vscode.EventEmitter<void>();
  /** A name is now in two files, or no longer is. */
  readonly onDidChange = this.changed.event;
  /** Something in a file may be different. */
  readonly onDidChangeFiles = this.changedFiles.event;
  private readonly ignored = new IgnoredFiles();
  private readonly specs = new WorkspaceSpecs({
    list: async () => (await this.files()).map((file) => file.toString()),
    read: async (file) =>
      (await this.ignored.isIgnored(vscode.Uri.parse(file))) ? undefined : readSpecText(vscode.Uri.parse(file)),
    defaultName: (file) => defaultSpecName(vscode.Uri.parse(file)),
  });
  private readonly changes = new FileChanges((files) => this.refreshAll(files), pace);
  private readonly watcher = vscode.workspace.createFileSystemWatcher(specGlob);
  private readonly patternWatcher = vscode.workspace.createFileSystemWatcher(patternsGlob);
  private readonly listeners: vscode.Disposable;
  /** The number of the latest scan; earlier ones stop. */
  private scans = 0;
  private readScans = 0;
  private scanning = Promise.resolve();

  constructor(private readonly log: vscode.LogOutputChannel) {
    const refresh = (file: vscode.Uri) => this.refresh(file);
    const scan = () => this.scan();
    this.listeners = vscode.Disposable.from(
      this.changes,
      this.watcher.onDidCreate(refresh),
      this.watcher.onDidChange(refresh),
      this.watcher.onDidDelete(refresh),
      // Also when VS Code has read a changed file again.
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.refresh(document.uri)),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => this.refresh(uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.refresh(uri)),
      vscode.workspace.onDidChangeWorkspaceFolders(scan),
      watchNewFolders([specGlob, patternsGlob], (found) => this.take(found, scan)),
      this.patternWatcher,
      this.patternWatcher.onDidCreate(scan),
      this.patternWatcher.onDidChange(scan),
      this.patternWatcher.onDidDelete(scan),
    );
    this.scan();
  }

  dispose(): void {
    this.scans += 1;
    this.listeners.dispose();
    this.watcher.dispose();
    this.changed.dispose();
    this.changedFiles.dispose();
  }

  /** Whether all files were read: only then does a missing name mean that no file has it. */
  get isRead(): boolean {
    return this.readScans === this.scans;
  }

  /** Resolves when all files were read once. */
  async whenRead(): Promise<void> {
    await this.scanning;
  }

  /** What is in each file, by its address. */
  get texts(): ReadonlyMap<string, ReadSpecText> {
    return this.specs.files;
  }

  /** The files that have a cron of this name, once all were read. */
  async filesOf(name: string): Promise<readonly vscode.Uri[]> {
    await this.scanning;
    return [...(this.specs.filesByName.get(name) ?? [])].map((file) => vscode.Uri.parse(file));
  }

  /** Whether some spec that counts has this name. */
  hasName(name: string): boolean {
    return this.specs.filesByName.has(name);
  }

  /** Takes a file as it is in the editor. */
  note(file: vscode.Uri, read: ReadSpecText): void {
    // Half-typed text says nothing yet.
    if (!isIndexed(file) || read.file.problems.length > 0) return;
    const set = () => {
      this.tell(this.specs.set(file.toString(), read));
      this.changedFiles.fire();
    };
    const ignored = this.ignored.known(file);
    if (ignored === false) set();
    // A later note follows this one, because both wait for the same answer.
    if (ignored === undefined) void this.ignored.isIgnored(file).then((answer) => answer || set());
  }

  /** Whether another file of the workspace has a cron of this name. */
  check(name: string, file: vscode.Uri): readonly Finding[] {
    const files = this.specs.filesByName.get(name);
    if (files === undefined || !isIndexed(file) || this.ignored.known(file) === true) return [];
    const known = new Set([...files].map((each) => vscode.workspace.asRelativePath(vscode.Uri.parse(each))));
    return checkNameElsewhere(name, vscode.workspace.asRelativePath(file), new Map([[name, known]]));
  }

  /** All spec files of the workspace, save what git ignores. */
  async files(): Promise<readonly vscode.Uri[]> {
    return withoutIgnored(await vscode.workspace.findFiles(specGlob, skipped), this.ignored);
  }

  private scan(): void {
    this.ignored.forget();
    this.scans += 1;
    const scan = this.scans;
    const isWanted = () => this.scans === scan;
    this.scanning = this.specs.scan(isWanted).then(
      () => {
        if (!isWanted()) return;
        this.readScans = scan;
        this.changed.fire();
        this.changedFiles.fire();
      },
      (failure: unknown) => this.log.error("Reading the workspace's spec files", failure),
    );
  }

  private refresh(file: vscode.Uri): void {
    if (isIndexed(file) && !isEdited(file.toString())) this.changes.add(file.toString());
  }

  /** Files of a new folder, of which nothing was told. */
  private take(found: readonly vscode.Uri[], scan: () => void): void {
    if (found.some(({ path }) => path.endsWith("/.gitignore"))) scan();
    for (const file of found) if (!this.texts.has(file.toString())) this.refresh(file);
  }

  private async refreshAll(files: ReadonlySet<string>): Promise<void> {
    const others = new Set<string>();
    for (const file of files) {
      if (isEdited(file)) continue;
      try {
        for (const other of await this.specs.refresh(file)) others.add(other);
      } catch (failure) {
        this.log.error(`Reading ${file}`, failure);
      }
    }
    this.tell(others);
    this.changedFiles.fire();
  }

  private tell(others: ReadonlySet<string>): void {
    if (others.size > 0) this.changed.fire();
  }
}

function isIndexed(file: vscode.Uri): boolean {
  const isInFolder = vscode.workspace.getWorkspaceFolder(file) !== undefined;
  return isSpecFileName(file.path) && isInFolder && !file.path.includes("/node_modules/");
}

/** What is typed is noted where the document is read anyway. */
function isEdited(file: string): boolean {
  return vscode.workspace.textDocuments.some(({ isDirty, uri }) => isDirty && uri.toString() === file);
}
