import * as vscode from "vscode";
import type { RawArguments } from "../../core/arguments/cronArguments";
import { checkArguments } from "../../core/checks/checkArguments";
import type { CheckOptions } from "../../core/checks/rules/rule";
import { isLoopback } from "../../core/server/address/serverUrl";
import type { FileNode, FileScope } from "../../platform/app/fileNode";
import { DrawSoon } from "../../platform/host/drawSoon";
import { withViewProgress } from "../../platform/host/progress";
import { readSetting } from "../../platform/host/settings";
import type { Connection } from "../../platform/servers/connections/connection";
import type { Connections } from "../../platform/servers/connections/connections";
import type { EnvironmentFiles } from "../../platform/servers/environments/environmentFiles";
import { canPatch } from "../../platform/servers/serverState";
import type { ServerStore } from "../../platform/servers/serverStore";
import type { SpecIndex } from "../../platform/specs/specIndex";
import type { KnownCrons } from "./compareFiles";
import { CronFiles } from "./cronFiles";
import { FileTree } from "./fileTree";
import { scopedFiles } from "./scopedFiles";

export const viewId = "langgraphCrons.files";

/** Milliseconds: changes of files and servers come in groups. */
const gathering = 50;
/** Milliseconds: an `end_time` can pass. */
const minute = 60_000;

interface ViewParts {
  readonly view: vscode.TreeView<FileNode>;
  readonly redraw: () => void;
  readonly connections: Connections;
  readonly servers: ServerStore;
  readonly index: SpecIndex;
  readonly environments: EnvironmentFiles;
  readonly log: vscode.LogOutputChannel;
}

/** What fills the view of cron files, and the marks in the explorer. */
export class CronFilesView implements vscode.Disposable {
  readonly tree: FileTree;
  private readonly files: CronFiles;
  private readonly listeners: vscode.Disposable;
  private readonly soon = new DrawSoon(() => this.files.update(), gathering);
  private readonly errors = new WeakMap<RawArguments, { readonly key: string; readonly hasError: boolean }>();
  private readonly first: Promise<void>;

  constructor(private readonly parts: ViewParts) {
    const { connections, environments, index, redraw, servers, view } = parts;
    this.files = new CronFiles({
      scoped: () => scopedFiles(parts),
      known: (connection) => this.known(connection),
      hasError: (raw, connection) => this.hasError(raw, connection),
      read: (connection, names) => this.read(connection, names),
      isSeen: () => view.visible && vscode.workspace.isTrusted,
      changed: () => {
        void this.tellState();
        redraw();
      },
    });
    this.tree = new FileTree({
      files: this.files,
      connection: (scope) => this.connection(scope),
      stateOf: (connection) => servers.state(connection),
    });
    const ask = () => this.soon.ask();
    this.listeners = vscode.Disposable.from(
      this.soon,
      index.onDidChangeFiles(ask),
      environments.onDidChange(ask),
      connections.onDidChange(() => {
        redraw();
        void this.lookAgain();
      }),
      servers.onDidChange(({ state }) => {
        if (state) redraw();
        ask();
      }),
      view.onDidChangeVisibility(() => this.look()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.look()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("langgraphCrons.minimumMinutes")) ask();
      }),
    );
    this.first = this.begin();
  }

  dispose(): void {
    this.files.dispose();
    this.listeners.dispose();
  }

  /** Whether all files have been compared once. */
  get isReady(): Promise<void> {
    return this.first;
  }

  get standingOf() {
    return (file: string) => this.files.standingOf(file);
  }

  /** Reads the servers again. */
  async refresh(): Promise<void> {
    const { servers } = this.parts;
    this.files.forget();
    await withViewProgress(() => Promise.all(this.seenConnections().map((each) => servers.reload(each))), viewId);
    await this.files.update();
  }

  private async begin(): Promise<void> {
    await this.parts.index.whenRead();
    await this.lookAgain();
  }

  private async lookAgain(): Promise<void> {
    await this.files.update();
    this.look();
  }

  /** Somebody may see the view now: then its servers are read, if they were not yet. */
  private look(): void {
    const { log, servers, view } = this.parts;
    this.soon.ask();
    if (!view.visible || !vscode.workspace.isTrusted) return;
    const unread = this.seenConnections().filter((each) => servers.state(each).kind === "unknown");
    if (unread.length === 0) return;
    withViewProgress(() => Promise.all(unread.map((each) => servers.load(each))), viewId).then(
      () => this.soon.ask(),
      (failure: unknown) => log.error("Reading the servers of spec files", failure),
    );
  }

  private connection({ connectionId }: FileScope): Connection | undefined {
    return connectionId === undefined ? undefined : this.parts.connections.get(connectionId);
  }

  /** Those with which something is compared. */
  private seenConnections(): readonly Connection[] {
    const ids = new Set(this.files.scopes.flatMap(({ connectionId }) => connectionId ?? []));
    return [...ids].flatMap((id) => this.parts.connections.get(id) ?? []);
  }

  private known(connection: Connection): KnownCrons | undefined {
    const { servers } = this.parts;
    const { asOf, crons, isComplete, state } = servers.snapshot(connection);
    if (asOf === undefined) return undefined;
    return { crons, isComplete, patches: canPatch(state), named: (name) => servers.named(connection, name) };
  }

  /** Findings change with the server and its version, so they are kept for each of these. */
  private hasError(raw: RawArguments, connection: Connection | undefined): boolean {
    const options = this.checkOptions(connection);
    const key = JSON.stringify({ ...options, now: Math.floor(options.now / minute) });
    const known = this.errors.get(raw);
    if (known?.key === key) return known.hasError;
    const hasError = checkArguments(raw, options).some(({ severity }) => severity === "error");
    this.errors.set(raw, { key, hasError });
    return hasError;
  }

  private checkOptions(connection: Connection | undefined): CheckOptions {
    const state = connection && this.parts.servers.state(connection);
    return {
      now: Date.now(),
      minimumMinutes: readSetting("minimumMinutes"),
      ...(connection === undefined ? {} : { dialect: connection.dialect, onLoopback: isLoopback(connection.url) }),
      ...(state?.kind === "ready" ? { server: state.info } : {}),
    };
  }

  private async read(connection: Connection, names: readonly string[]): Promise<void> {
    const { log, servers } = this.parts;
    try {
      await withViewProgress(() => servers.readNamed(connection, names), viewId);
    } catch (failure) {
      // The connection's row says why; who wants to know more refreshes.
      log.warn(`${connection.url}: ${String(failure)}`);
    }
  }

  private async tellState(): Promise<void> {
    const hasFiles = this.tree.children(undefined).length > 0;
    await vscode.commands.executeCommand("setContext", "langgraphCrons.filesState", hasFiles ? "files" : "none");
  }
}
