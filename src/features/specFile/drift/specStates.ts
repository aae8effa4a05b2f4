import { isDeepStrictEqual } from "node:util";
import * as vscode from "vscode";
import { isChangedOnServer } from "../../../core/lifecycle/cronHash";
import { findCrons } from "../../../core/lifecycle/findCrons";
import type { Cron } from "../../../core/server/cron";
import { metadataKeys } from "../../../core/spec/ownMetadata";
import type { Spec } from "../../../core/spec/parseSpecFile";
import { type KnownCron, type SpecState, specState } from "../../../core/spec/specState";
import type { Connection } from "../../../platform/connection";
import type { Connections, CronService } from "../../../platform/services";
import type { SpecReader } from "../specReader";
import { isSpecDocument } from "../specSelector";

/** How a spec stands against the chosen server, or that the server is being asked. */
export type SpecStanding = SpecState | { readonly kind: "asking" };

/** More names than this are not worth a search each. */
const mostSearches = 20;
/** Several reasons to ask mostly come together, as when a submit ends. In milliseconds. */
const gathering = 50;

/** The list of all of a server's crons, by spec name. */
interface CronList {
  readonly crons: readonly Cron[];
  readonly byName: ReadonlyMap<string, readonly KnownCron[]>;
}

const nothing: readonly KnownCron[] = [];

/**
 * What the chosen server has of the specs in view. It is asked when a file comes into view, is saved with a new name in
 * it, or something has changed at the server, and never while somebody types: an edited text is compared with what is
 * known. Nothing is asked from a workspace without trust.
 */
export class SpecStates implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly listeners: vscode.Disposable;
  /** By spec name, as of `connection`. */
  private readonly answers = new Map<string, readonly KnownCron[]>();
  /** Names that the server is being asked for, or will be. */
  private readonly waiting = new Set<string>();
  /** Those of them that the next question is for. */
  private readonly queued = new Set<string>();
  private questions = 0;
  /** The latest question that has been answered, by name: an earlier one may be answered later. */
  private readonly answeredBy = new Map<string, number>();
  private readonly compared = new WeakMap<Spec, { readonly known: readonly KnownCron[]; readonly state: SpecState }>();
  private list: CronList | undefined;
  private connection: Connection | undefined;
  private inView: readonly vscode.TextDocument[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly connections: Connections,
    private readonly crons: CronService,
    private readonly reader: SpecReader,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.connection = connections.chosen();
    this.listeners = vscode.Disposable.from(
      vscode.window.onDidChangeVisibleTextEditors(() => this.followView()),
      vscode.workspace.onDidSaveTextDocument((document) => void this.askFor([document], "unknown")),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.askFor(this.inView, "all")),
      connections.onDidChange(() => this.followConnection()),
      crons.onDidChange((connection) => void this.followServer(connection)),
    );
    this.followView();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.listeners.dispose();
    this.changed.dispose();
  }

  /** undefined: nobody knows, and nobody is being asked. */
  standing(spec: Spec): SpecStanding | undefined {
    const known = this.answers.get(spec.name) ?? this.listed(spec.name);
    if (known !== undefined) return this.compare(spec, known);
    return this.waiting.has(spec.name) ? { kind: "asking" } : undefined;
  }

  /** Whether there is a standing; quicker than to ask for it. */
  knows({ name }: Spec): boolean {
    return this.answers.has(name) || this.waiting.has(name) || this.listed(name) !== undefined;
  }

  /** What is known of a name, the one that a submit would update first. */
  known(name: string): readonly KnownCron[] {
    return this.answers.get(name) ?? [];
  }

  /** Asks the server now. Throws `ServerFailure`, or `UntrustedWorkspace`. */
  async ask(connection: Connection, names: readonly string[]): Promise<void> {
    this.questions += 1;
    const question = this.questions;
    const server = await this.crons.server(connection);
    const found =
      names.length > mostSearches
        ? await findCrons(server, {})
        : (await Promise.all(names.map((name) => findCrons(server, { [metadataKeys.name]: name })))).flat();
    const answers = await knownByName(names, found);
    // Another connection may have been chosen meanwhile.
    if (isDeepStrictEqual(connection, this.connection)) {
      for (const [name, known] of answers) {
        if ((this.answeredBy.get(name) ?? 0) > question) continue;
        this.answeredBy.set(name, question);
        this.answers.set(name, known);
      }
      this.changed.fire();
    }
  }

  /** A list of all crons has no payloads, so it tells only that there is none, or too many. */
  private listed(name: string): readonly KnownCron[] | undefined {
    if (this.connection === undefined || this.crons.state(this.connection).kind !== "ready") return undefined;
    const crons = this.crons.crons(this.connection);
    if (this.list?.crons !== crons) this.list = { crons, byName: namedIn(crons) };
    const named = this.list.byName.get(name) ?? nothing;
    return named.length === 0 || named.filter(({ cron }) => cron.enabled).length > 1 ? named : undefined;
  }

  private compare(spec: Spec, known: readonly KnownCron[]): SpecState {
    const before = this.compared.get(spec);
    if (before !== undefined && before.known === known) return before.state;
    const state = specState(spec.arguments, known);
    this.compared.set(spec, { known, state });
    return state;
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
    if (isDeepStrictEqual(chosen, this.connection)) return;
    this.connection = chosen;
    for (const known of [this.answers, this.waiting, this.queued, this.answeredBy]) known.clear();
    void this.askFor(this.inView, "all");
  }

  private async followServer({ id }: Connection): Promise<void> {
    const { connection } = this;
    if (connection?.id !== id || this.crons.state(connection).kind === "connecting") return;
    const names = new Set(await this.namesIn(this.inView));
    for (const name of [...this.answers.keys()].filter((each) => !names.has(each))) this.answers.delete(name);
    await this.askFor(this.inView, "all");
  }

  private async askFor(documents: readonly vscode.TextDocument[], which: "all" | "unknown"): Promise<void> {
    if (!vscode.workspace.isTrusted || this.connection === undefined) return;
    const seen = documents.filter((document) => this.inView.includes(document));
    const names = (await this.namesIn(seen)).filter((name) => which === "all" || !this.answers.has(name));
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
      // Nobody has asked for it: the lens says nothing, and whatever the user does says it in its own words.
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

function namedIn(crons: readonly Cron[]): CronList["byName"] {
  const byName = new Map<string, KnownCron[]>();
  for (const cron of crons) {
    const name = cron.metadata[metadataKeys.name];
    if (typeof name !== "string") continue;
    const same = byName.get(name) ?? [];
    same.push({ cron, changedOnServer: false });
    byName.set(name, same);
  }
  return byName;
}

async function knownByName(
  names: readonly string[],
  found: readonly Cron[],
): Promise<ReadonlyMap<string, readonly KnownCron[]>> {
  const known = new Map<string, KnownCron[]>(names.map((name) => [name, []]));
  for (const cron of found) {
    const name = cron.metadata[metadataKeys.name];
    const same = typeof name === "string" ? known.get(name) : undefined;
    same?.push({ cron, changedOnServer: await isChangedOnServer(cron) });
  }
  return known;
}
