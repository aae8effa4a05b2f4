import type { RawArguments } from "../../core/arguments/cronArguments";
import { inTurn } from "../../core/base/inTurn";
import type { Cron } from "../../core/server/cron";
import { specName } from "../../core/server/stored/specName";
import type { SpecFile } from "../../core/specFile/parseSpecFile";
import { type FileScope, type SpecRow, type Standing, standings } from "../../platform/app/fileNode";
import { inSlices } from "../../platform/host/inSlices";
import { type Connection, connectionKey } from "../../platform/servers/connections/connection";
import { type ComparedFiles, compareFiles, type KnownCrons } from "./compareFiles";

/** The files of a scope, and what they are compared with. */
export interface ScopedFiles {
  readonly scope: FileScope;
  readonly connection: Connection | undefined;
  /** By their addresses, in order. */
  readonly files: ReadonlyMap<string, SpecFile>;
  /** What a spec's arguments are there. */
  readonly asThere: (raw: RawArguments, name: string) => RawArguments;
  /** The set of its environment, null if that has none; absent: it is about no environment. */
  readonly set?: string | null | undefined;
}

/** The window around it. */
export interface FilesPort {
  readonly scoped: () => Promise<readonly ScopedFiles[]>;
  /** undefined: nothing is known of its server. */
  readonly known: (connection: Connection) => KnownCrons | undefined;
  readonly hasError: (raw: RawArguments, connection: Connection | undefined) => boolean;
  /** Reads these crons, so that they can be compared. Never rejects. */
  readonly read: (connection: Connection, names: readonly string[]) => Promise<void>;
  /** Whether somebody can see that a server is asked. */
  readonly isSeen: () => boolean;
  /** Something is different. */
  readonly changed: () => void;
}

interface Compared extends ScopedFiles {
  readonly found: ComparedFiles;
}

/**
 * How the spec files of a workspace compare with their servers, by what is known. It asks a server only while somebody
 * sees the view, and only for crons of which too little is known; each state of a cron is asked for once.
 */
export class CronFiles {
  private compared: ReadonlyMap<string, Compared> = new Map();
  private worst: ReadonlyMap<string, Standing> = new Map();
  /** Versions of crons that were asked for, by connection. */
  private readonly asked = new Map<string, Set<string>>();
  private drawn = "";
  private isOver = false;

  constructor(private readonly port: FilesPort) {}

  dispose(): void {
    this.isOver = true;
  }

  /** The scopes, as they were compared last; empty at first. */
  get scopes(): readonly FileScope[] {
    return [...this.compared.values()].map(({ scope }) => scope);
  }

  of({ id }: FileScope): ComparedFiles | undefined {
    return this.compared.get(id)?.found;
  }

  /** The worst of what a file's specs are, of all servers that they are compared with; undefined if nothing is known. */
  standingOf(file: string): Standing | undefined {
    return this.worst.get(file);
  }

  /** Asks again for what was asked for already, because the user wants to know. */
  forget(): void {
    this.asked.clear();
  }

  /** Compares again, because something may have changed. Calls during a comparison share the next one. */
  readonly update = inTurn(async () => {
    const all = await this.port.scoped();
    const compared = new Map<string, Compared>();
    for (const each of all) {
      const found = await this.compare(each, namesOnServer(all, each));
      if (found === undefined) return;
      compared.set(each.scope.id, { ...each, found });
    }
    this.compared = compared;
    this.worst = worstOf([...compared.values()].flatMap(({ found }) => found.rows));
    this.tell();
    for (const { connection, found } of compared.values()) void this.ask(connection, found);
  });

  private compare(
    { asThere, connection, files, set }: ScopedFiles,
    others: ReadonlySet<string>,
  ): Promise<ComparedFiles | undefined> {
    const known = connection === undefined ? undefined : this.port.known(connection);
    const hasError = (raw: RawArguments) => this.port.hasError(raw, connection);
    return inSlices(compareFiles(files, { asThere, hasError, known, others, set }), () => !this.isOver);
  }

  private tell(): void {
    const now = JSON.stringify([...this.compared.values()].map(drawnOf));
    if (now === this.drawn) return;
    this.drawn = now;
    this.port.changed();
  }

  private async ask(connection: Connection | undefined, { unread }: ComparedFiles): Promise<void> {
    if (connection === undefined || !this.port.isSeen()) return;
    const key = connectionKey(connection);
    const asked = this.asked.get(key) ?? new Set();
    this.asked.set(key, asked);
    const fresh = unread.filter((cron) => !asked.has(versionOf(cron)));
    if (fresh.length === 0) return;
    for (const cron of fresh) asked.add(versionOf(cron));
    await this.port.read(connection, [...new Set(fresh.map((cron) => specName(cron) ?? ""))]);
    if (!this.isOver) await this.update();
  }
}

function versionOf({ cron_id, updated_at }: Cron): string {
  return `${cron_id} ${updated_at}`;
}

/** What can be seen, as a text: of crons without a file only which versions these are. */
function drawnOf({ found, scope }: Compared) {
  return [scope, found.rows, found.onlyOnServer.map((cron) => `${versionOf(cron)} ${cron.enabled}`)];
}

/** The names of all files that are compared with the same server. */
function namesOnServer(all: readonly ScopedFiles[], { connection }: ScopedFiles): ReadonlySet<string> {
  const names = new Set<string>();
  for (const each of connection === undefined ? [] : all.filter((other) => other.connection?.id === connection.id)) {
    for (const { specs } of each.files.values()) for (const { name } of specs) names.add(name);
  }
  return names;
}

function worstOf(rows: readonly SpecRow[]): ReadonlyMap<string, Standing> {
  const worst = new Map<string, Standing>();
  for (const { file, standing } of rows) {
    const before = worst.get(file);
    if (before === undefined || standings.indexOf(standing) < standings.indexOf(before)) worst.set(file, standing);
  }
  return worst;
}
