import * as vscode from "vscode";
import { checkNameElsewhere } from "../../../core/checks/checkNameElsewhere";
import type { Finding } from "../../../core/finding/finding";
import type { SpecFile } from "../../../core/specFile/parseSpecFile";
import { isSpecFileName, specGlob } from "../../../core/specFile/specNameOfFile";
import { namesOf } from "../../../core/specFile/specNames";
import { IgnoredFiles, withoutIgnored } from "../../../platform/specs/ignoredFiles";
import { defaultSpecName } from "../../../platform/words/defaultSpecName";
import { readSpecText } from "./readSpecText";
import { WorkspaceNames } from "./workspaceNames";

const skipped = "**/node_modules/**";

/**
 * The names of all crons in the workspace: spec files are read once in the background, and each again when it changes.
 * An edited file counts as it is in the editor; files that git ignores don't count.
 */
export class SpecIndex implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** A name is now in two files, or no longer is. */
  readonly onDidChange = this.changed.event;
  private readonly ignored = new IgnoredFiles();
  private readonly names = new WorkspaceNames({
    list: async () => (await this.files()).map((file) => file.toString()),
    read: async (file) =>
      (await this.ignored.isIgnored(vscode.Uri.parse(file))) ? undefined : readSpecText(vscode.Uri.parse(file)),
    defaultName: (file) => defaultSpecName(vscode.Uri.parse(file)),
  });
  private readonly watcher = vscode.workspace.createFileSystemWatcher(specGlob);
  private readonly patternWatcher = vscode.workspace.createFileSystemWatcher("**/.gitignore");
  private readonly listeners: vscode.Disposable;
  /** The number of the latest scan; earlier ones stop. */
  private scans = 0;
  private readScans = 0;
  private scanning = Promise.resolve();

  constructor(private readonly log: vscode.LogOutputChannel) {
    const refresh = (file: vscode.Uri) => this.refresh(file);
    const scan = () => this.scan();
    this.listeners = vscode.Disposable.from(
      this.watcher.onDidCreate(refresh),
      this.watcher.onDidChange(refresh),
      this.watcher.onDidDelete(refresh),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.refresh(uri)),
      vscode.workspace.onDidChangeWorkspaceFolders(scan),
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
  }

  /** Whether all files were read: only then does a missing name mean that no file has it. */
  get isRead(): boolean {
    return this.readScans === this.scans;
  }

  /** The files that have a cron of this name, once all were read. */
  async filesOf(name: string): Promise<readonly vscode.Uri[]> {
    await this.scanning;
    return [...(this.names.filesByName.get(name) ?? [])].map((file) => vscode.Uri.parse(file));
  }

  /** Whether some spec that counts has this name. */
  hasName(name: string): boolean {
    return this.names.filesByName.has(name);
  }

  /** Takes the names of a file as it is in the editor. */
  note(file: vscode.Uri, read: SpecFile): void {
    // Half-typed text says nothing yet.
    if (!isIndexed(file) || read.problems.length > 0) return;
    const set = () => this.tell(this.names.set(file.toString(), namesOf(read)));
    const ignored = this.ignored.known(file);
    if (ignored === false) set();
    // A later note follows this one, because both wait for the same answer.
    if (ignored === undefined) void this.ignored.isIgnored(file).then((answer) => answer || set());
  }

  /** Whether another file of the workspace has a cron of this name. */
  check(name: string, file: vscode.Uri): readonly Finding[] {
    const files = this.names.filesByName.get(name);
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
    this.scanning = this.names.scan(isWanted).then(
      () => {
        if (!isWanted()) return;
        this.readScans = scan;
        this.changed.fire();
      },
      (failure: unknown) => this.log.error("Reading the workspace's spec files", failure),
    );
  }

  private refresh(file: vscode.Uri): void {
    const isOpen = vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === file.toString());
    if (isOpen || !isIndexed(file)) return;
    this.names.refresh(file.toString()).then(
      (others) => this.tell(others),
      (failure: unknown) => this.log.error(`Reading ${file.toString()}`, failure),
    );
  }

  private tell(others: ReadonlySet<string>): void {
    if (others.size > 0) this.changed.fire();
  }
}

function isIndexed(file: vscode.Uri): boolean {
  const isInFolder = vscode.workspace.getWorkspaceFolder(file) !== undefined;
  return isSpecFileName(file.path) && isInFolder && !file.path.includes("/node_modules/");
}
