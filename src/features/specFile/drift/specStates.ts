import * as vscode from "vscode";
import { type KnownCron, type SpecState, specState } from "../../../core/compare/specState";
import type { SpecThere } from "../../../core/environments/specThere";
import { isChangedOnServer } from "../../../core/lifecycle/onServer/cronHash";
import { keptFirst } from "../../../core/lifecycle/onServer/findCrons";
import { isLikeLeftover } from "../../../core/lifecycle/onServer/isLikeLeftover";
import type { Cron } from "../../../core/server/cron";
import type { Spec } from "../../../core/specFile/parseSpecFile";
import { type Connection, connectionKey } from "../../../platform/servers/connections/connection";
import type { Connections } from "../../../platform/servers/connections/connections";
import { canPatch } from "../../../platform/servers/serverState";
import type { ServerStore } from "../../../platform/servers/serverStore";
import { isSpecDocument } from "../../../platform/specs/specSelector";
import type { SpecReader } from "../specReader";

interface HashedCron extends KnownCron {
  /** Whether someone changed it since the last submit (see `isChangedOnServer`). */
  readonly changedOnServer: boolean;
}

/** How a spec compares with the chosen server, or that the server is being asked. */
export type SpecStanding = SpecState<HashedCron> | { readonly kind: "asking" };

/** The last state of a spec, and what it was worked out from. */
interface ComparedSpec {
  readonly from: readonly unknown[];
  readonly state: SpecState<HashedCron>;
}

/** Milliseconds. Several reasons to ask usually come together, for example when a submit ends. */
const gathering = 50;

/**
 * How the visible specs compare with the chosen server, according to the store. The server is asked when a file becomes
 * visible, is saved with a new name in it, or another client has changed one of its crons, and never while the user
 * types: edited text is compared with the known crons. A workspace without trust asks nothing.
 */
export class SpecStates implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly listeners: vscode.Disposable;
  /** By spec name, from `connection`. */
  private readonly answers = new Map<string, readonly HashedCron[]>();
  /** Names that the server was asked for. */
  private readonly asked = new Set<string>();
  /** Names with a running or planned question. */
  private readonly waiting = new Set<string>();
  /** The names in the next question. */
  private readonly queued = new Set<string>();
  private readonly compared = new WeakMap<Spec, ComparedSpec>();
  private readonly hashed = new WeakMap<Cron, boolean>();
  private connection: Connection | undefined;
  private inView: readonly vscode.TextDocument[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly connections: Connections,
    private readonly store: ServerStore,
    private readonly reader: SpecReader,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.connection = connections.chosen();
    this.listeners = vscode.Disposable.from(
      vscode.window.onDidChangeVisibleTextEditors(() => this.followView()),
      vscode.workspace.onDidSaveTextDocument((document) => void this.askFor([document], "unknown")),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.askFor(this.inView, "all")),
      connections.onDidChange(() => this.followConnection()),
      store.onDidChange(({ connection }) => void this.followServer(connection)),
    );
    this.followView();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.listeners.dispose();
    this.changed.dispose();
  }

  /** undefined: unknown, and no question is planned. `there`: what the chosen server is to have of the spec. */
  standing(spec: Spec, there?: SpecThere): SpecStanding | undefined {
    const known = this.answers.get(spec.name) ?? this.listed(spec.name);
    if (known !== undefined) return this.compare(spec, known, there);
    return this.waiting.has(spec.name) ? { kind: "asking" } : undefined;
  }

  /** Whether `standing` is defined; cheaper, because it compares nothing. */
  knows({ name }: Spec): boolean {
    return this.answers.has(name) || this.waiting.has(name) || this.listed(name) !== undefined;
  }

  /** Asks a server now. Throws `ServerFailure`, or `UntrustedWorkspace`. */
  async ask(connection: Connection, names: readonly string[]): Promise<readonly Cron[]> {
    await this.store.readNamed(connection, names);
    if (this.isChosen(connection)) {
      for (const name of names) this.asked.add(name);
      await this.take(names);
    }
    return names.flatMap((name) => this.named(connection, name));
  }

  /** A server's crons with this name and payloads; a submit would update the first one. Throws like `ask`. */
  async crons(connection: Connection, name: string): Promise<readonly Cron[]> {
    const known = this.named(connection, name);
    const isKnown = known.length > 0 && known.every(({ payload }) => payload !== undefined);
    return isKnown ? known : this.ask(connection, [name]);
  }

  private named(connection: Connection, name: string): readonly Cron[] {
    return this.store.named(connection, name).toSorted(keptFirst);
  }

  /** A list of all crons has no payloads, so it only shows whether there is none, or more than one enabled. */
  private listed(name: string): readonly HashedCron[] | undefined {
    if (this.connection === undefined || !this.store.snapshot(this.connection).isComplete) return undefined;
    const named = this.named(this.connection, name);
    if (named.length > 0 && named.filter(({ enabled }) => enabled).length <= 1) return undefined;
    return named.map((cron) => ({ cron, isLeftover: isLikeLeftover(cron), changedOnServer: false }));
  }

  /** Updates the answers for these names from the store; a cron without a known payload keeps its last answer. */
  private async take(names: readonly string[]): Promise<void> {
    const { connection } = this;
    if (connection === undefined || this.store.state(connection).kind === "problem") return;
    let isNews = false;
    for (const name of names) {
      const crons = this.named(connection, name);
      if (!this.asked.has(name) || crons.some(({ payload }) => payload === undefined)) continue;
      const known = await Promise.all(crons.map((cron) => this.knownCron(cron)));
      const isCurrent = this.isChosen(connection) && isSame(crons, this.named(connection, name));
      const before = this.answers.get(name)?.map(({ cron }) => cron);
      if (!isCurrent || (before !== undefined && isSame(before, crons))) continue;
      this.answers.set(name, known);
      isNews = true;
    }
    if (isNews) this.changed.fire();
  }

  private async knownCron(cron: Cron): Promise<HashedCron> {
    const changedOnServer = this.hashed.get(cron) ?? (await isChangedOnServer(cron));
    this.hashed.set(cron, changedOnServer);
    return { cron, isLeftover: isLikeLeftover(cron), changedOnServer };
  }

  private compare(spec: Spec, known: readonly HashedCron[], there: SpecThere | undefined): SpecState<HashedCron> {
    const patches = this.connection === undefined || canPatch(this.store.state(this.connection));
    const environment = there?.kind === "overridden" ? there.environment : undefined;
    const from = [known, environment, there?.set, patches];
    const before = this.compared.get(spec);
    if (before?.from.every((each, at) => each === from[at])) return before.state;
    const raw = there?.kind === "overridden" ? there.arguments : spec.arguments;
    const ownership = { protect: spec.protect, set: there?.set };
    const state = specState({ arguments: raw, ownership }, known, { patches });
    this.compared.set(spec, { from, state });
    return state;
  }

  private isChosen(connection: Connection): boolean {
    return this.connection !== undefined && connectionKey(connection) === connectionKey(this.connection);
  }

  private followView(): void {
    const before = this.inView;
    this.inView = vscode.window.visibleTextEditors.map(({ document }) => document).filter(isSpecDocument);
    void this.askFor(
      this.inView.filter((document) => !before.includes(document)),
      "all",
    );
  }

  private followConnection(): void {
    const chosen = this.connections.chosen();
    if (chosen === undefined ? this.connection === undefined : this.isChosen(chosen)) return;
    this.connection = chosen;
    for (const known of [this.answers, this.asked, this.waiting, this.queued]) known.clear();
    void this.askFor(this.inView, "all");
  }

  /** Answers follow the store; only crons without a known payload must be requested. */
  private async followServer(connection: Connection): Promise<void> {
    if (!this.isChosen(connection) || this.store.state(connection).kind === "connecting") return;
    const names = new Set(await this.namesIn(this.inView));
    for (const name of [...this.answers.keys()].filter((each) => !names.has(each))) {
      this.answers.delete(name);
      this.asked.delete(name);
    }
    await this.take([...names]);
    await this.askFor(this.inView, "unknown");
    this.changed.fire();
  }

  private isUnknown(name: string): boolean {
    const { connection } = this;
    if (connection === undefined || this.queued.has(name)) return false;
    const named = this.store.named(connection, name);
    if (named.some(({ payload }) => payload === undefined)) return this.listed(name) === undefined;
    return !this.asked.has(name) && this.listed(name) === undefined;
  }

  private async askFor(documents: readonly vscode.TextDocument[], which: "all" | "unknown"): Promise<void> {
    if (!vscode.workspace.isTrusted || this.connection === undefined) return;
    const seen = documents.filter((document) => this.inView.includes(document));
    const names = (await this.namesIn(seen)).filter((name) => which === "all" || this.isUnknown(name));
    if (names.length === 0) return;
    for (const name of names) {
      this.waiting.add(name);
      this.queued.add(name);
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.askWaiting(), gathering);
    this.changed.fire();
  }

  private async askWaiting(): Promise<void> {
    const { connection } = this;
    const names = [...this.queued];
    this.queued.clear();
    if (connection === undefined || names.length === 0) return;
    try {
      await this.ask(connection, names);
    } catch (failure) {
      // The user did not ask for this, so the lens stays empty; a command of the user reports the failure itself.
      this.log.warn(`${connection.url}: ${String(failure)}`);
    }
    for (const name of names) if (!this.queued.has(name)) this.waiting.delete(name);
    this.changed.fire();
  }

  private async namesIn(documents: readonly vscode.TextDocument[]): Promise<readonly string[]> {
    const readings = await Promise.all(documents.map((document) => this.reader.readSoon(document)));
    return [...new Set(readings.flatMap((reading) => reading?.specs.map(({ spec }) => spec.name) ?? []))];
  }
}

function isSame(one: readonly Cron[], other: readonly Cron[]): boolean {
  return one.length === other.length && one.every((cron, at) => cron === other[at]);
}
