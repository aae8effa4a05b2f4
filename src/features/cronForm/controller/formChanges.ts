import type { RawArguments } from "../../../core/arguments/cronArguments";
import { cronToArguments } from "../../../core/compare/cronToArguments";
import { draftChanges } from "../../../core/compare/draftChanges";
import type { Cron } from "../../../core/server/cron";
import type { Connection } from "../../../platform/servers/connections/connection";
import { canPatch, type ServerState } from "../../../platform/servers/serverState";
import type { ChangesView, Settled } from "../../../protocol/changesView";
import type { FormController } from "./formController";
import { fixedName } from "./formRecord";
import type { FormWords } from "./formWords";
import { type ChangesContext, tellChanges, tellGone } from "./tellChanges";

export interface ChangesPorts {
  readonly words: FormWords;
  readonly serverState: (connection: Connection) => ServerState;
  /** The cron of that name which a submit would change, with its payload; undefined: there is none. May reject. */
  readonly namedCron: (connection: Connection, name: string) => Promise<Cron | undefined>;
}

/** How a form differs from the cron that it changes. The server is asked once, and again after `outdate`. */
export class FormChanges {
  private asked: Promise<Cron | undefined> | undefined;

  constructor(
    private readonly controller: FormController,
    private readonly ports: ChangesPorts,
  ) {}

  /** The cron has changed on its server, or will. */
  outdate(): void {
    this.asked = undefined;
  }

  /** null: there is no cron, it can't be read, or the form's content can't be sent. */
  async view(raw: RawArguments): Promise<ChangesView | null> {
    const { destination, shownPhase, stored } = this.controller;
    const isOfCron = stored.subject.kind === "cron" || stored.subject.kind === "spec";
    const name = fixedName(stored);
    if (!isOfCron || name === null || shownPhase.kind !== "editing" || destination.kind !== "known") return null;
    const cron = await this.read(destination.connection, name);
    if (cron === "unread") return null;
    const context = this.context(destination.connection);
    // What happened meanwhile counts, such as an answer to the last question.
    const { base } = this.controller.stored;
    if (cron === undefined) return base === undefined ? null : tellGone(context);
    if (base === undefined) this.controller.see(cronToArguments(cron).arguments);
    const changes = draftChanges(raw, cron, base);
    return changes === undefined ? null : tellChanges(changes, cron, context);
  }

  /** From now on others' changes count from what the server has in these parameters. */
  async settle({ names, version }: Settled): Promise<void> {
    const cron = await this.asked?.catch(() => undefined);
    const { base } = this.controller.stored;
    if (version === "") {
      this.controller.see(undefined);
      return;
    }
    if (cron?.updated_at !== version || base === undefined) return;
    const { arguments: stored } = cronToArguments(cron);
    const isOther = ([name]: readonly [string, unknown]) => !names.includes(name);
    this.controller.see(
      Object.fromEntries([
        ...Object.entries(base).filter(isOther),
        ...Object.entries(stored).filter((entry) => !isOther(entry)),
      ]),
    );
  }

  private async read(connection: Connection, name: string): Promise<Cron | undefined | "unread"> {
    const asked = this.asked ?? this.ports.namedCron(connection, name);
    this.asked = asked;
    try {
      return await asked;
    } catch {
      // The header tells what is wrong with the server; the next question asks it again.
      if (this.asked === asked) this.asked = undefined;
      return "unread";
    }
  }

  private context(connection: Connection): ChangesContext {
    const patches = canPatch(this.ports.serverState(connection));
    return { server: connection.name, patches, words: this.ports.words };
  }
}
