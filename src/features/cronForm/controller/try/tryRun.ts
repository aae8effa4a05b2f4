import type { RawArguments } from "../../../../core/arguments/cronArguments";
import type { Placeholder } from "../../../../core/arguments/placeholders";
import type { Clock } from "../../../../core/base/clock";
import { type CheckOptions, checkArguments } from "../../../../core/checks/checkArguments";
import {
  type PlaceholderLookup,
  placeholdersOf,
  resolvePlaceholders,
} from "../../../../core/checks/resolvePlaceholders";
import type { ScratchNote } from "../../../../core/lifecycle/actions/leftScratch";
import type { AgentServer } from "../../../../core/server/agentServer";
import { capabilitiesOf } from "../../../../core/server/capabilities";
import { redact } from "../../../../core/server/problems/redact";
import { isTried, triedArguments } from "../../../../core/server/requests/tryRequest";
import type { Connection } from "../../../../platform/servers/connections/connection";
import type { TryEnd, TryPress, TryView } from "../../../../protocol/tryView";
import { type FormWords, formHostTexts } from "../formWords";
import { labels } from "../phaseAfter";
import { type FormDestination, pressRefusal } from "../pressRefusal";
import type { FollowedTry, Tried } from "./followTry";

/** What a try needs from outside; tests can replace all of it. */
export interface TryPorts {
  readonly words: FormWords;
  readonly clock: Clock;
  /** A new UUID each time. */
  readonly newId: () => string;
  readonly isTrusted: () => boolean;
  /** Longer than the longest request, in milliseconds. */
  readonly doubt: () => number;
  readonly server: (connection: Connection) => Promise<AgentServer>;
  readonly checkOptions: (connection: Connection) => CheckOptions;
  /** undefined: the user gave no value. */
  readonly placeholders: (
    asked: readonly Placeholder[],
    connection: Connection,
  ) => Promise<PlaceholderLookup | undefined>;
  /** Remembers the threads that are made for tries, until they are gone. */
  readonly scratch: {
    begin(connection: Connection, note: ScratchNote): Promise<void>;
    end(threadId: string, isGone: boolean): Promise<void>;
  };
  /** Asks before a run starts on a production server. */
  readonly confirmTry: (connection: Connection, thread: string | null) => Promise<boolean>;
}

interface ReadyTry extends Pick<Tried, "arguments" | "thread"> {
  readonly connection: Connection;
  /** Values of placeholders, which nothing may show. */
  readonly secrets: readonly string[];
}

/**
 * One run at a time with a form's values, to see what a cron would give. However often the button is pressed, one press
 * starts at most one run; what was made for it is deleted, or said.
 */
export class TryRun {
  private now: TryView = { kind: "idle" };
  private followed: FollowedTry | undefined;
  private isCancelled = false;
  /** The form no longer has the values that were sent. */
  private isOutdated = false;
  private readonly closed = new AbortController();

  constructor(
    private readonly ports: TryPorts,
    private readonly form: { readonly destination: FormDestination },
    private readonly onChange: (view: TryView) => void,
  ) {}

  get view(): TryView {
    return this.now;
  }

  /** Does nothing while a run is on its way. Resolves when it has ended. */
  async start(press: TryPress): Promise<void> {
    if (this.now.kind === "busy" || this.closed.signal.aborted) return;
    this.isCancelled = false;
    this.isOutdated = false;
    this.showBusy(formHostTexts.tryStarting);
    try {
      const ready = await this.prepare(press);
      if ("tone" in ready) {
        this.show(ready);
        return;
      }
      const end = await this.follow(ready);
      const hasWebhook = press.arguments.webhook !== undefined;
      const notes = [...end.notes, ...(hasWebhook ? [this.say(formHostTexts.tryNoWebhook)] : [])];
      const safe = (text: string) => redact(text, ready.secrets);
      this.show({ ...end, message: safe(end.message), text: safe(end.text), notes: notes.map(safe) });
    } catch (failure) {
      this.show(nothing("error", this.ports.words.failure(failure)));
    } finally {
      this.followed = undefined;
    }
  }

  cancel(): void {
    if (this.now.kind !== "busy" || this.isCancelled) return;
    this.isCancelled = true;
    this.showBusy(formHostTexts.tryCancelling);
    this.followed?.cancel();
  }

  /** Parameters of the form have changed: what was tried may be something else than what would be created. */
  outdate(changed: readonly string[]): void {
    if (this.isOutdated || !changed.some(isTried)) return;
    this.isOutdated = true;
    if (this.now.kind === "ended") this.show(this.now);
  }

  /** Nobody will see the answer: a run on a thread of its own is cancelled, and the thread deleted. */
  dispose(): void {
    this.closed.abort();
  }

  private async prepare({ arguments: raw, onThread, unreadable }: TryPress): Promise<ReadyTry | TryEnd> {
    const { ports } = this;
    const { words } = ports;
    const thread = onThread && typeof raw.thread_id === "string" ? raw.thread_id : null;
    const tried: RawArguments = { ...triedArguments(raw), thread_id: thread };
    const isNeeded = (name: string) => isTried(name) || name === "thread_id";
    const situation = { isTrusted: ports.isTrusted(), destination: this.form.destination };
    const pressed = pressRefusal({ ...situation, unreadable: unreadable.filter(isTried) }, words);
    if ("refusal" in pressed) return nothing("error", pressed.refusal.message);
    const { connection } = pressed;
    const wrong = checkArguments(tried, ports.checkOptions(connection))
      .filter(({ severity }) => severity === "error")
      .map(({ path }) => String(path[0] ?? ""))
      .filter(isNeeded);
    if (wrong.length > 0) {
      return nothing("error", words.translate(formHostTexts.requestFirst, { fields: labels(wrong, words) }));
    }
    const asked = placeholdersOf(tried);
    const lookup = asked.length === 0 ? () => undefined : await ports.placeholders(asked, connection);
    const declined = nothing("info", words.translate(formHostTexts.declined));
    if (lookup === undefined) return declined;
    const { arguments: filled, findings } = resolvePlaceholders(tried, lookup);
    if (findings.length > 0) return declined;
    if (connection.production && !(await ports.confirmTry(connection, thread))) return declined;
    if (this.isCancelled) return declined;
    const { thread_id: _, ...given } = filled;
    return { connection, arguments: given, thread, secrets: asked.map((each) => lookup(each) ?? "") };
  }

  private async follow({ connection, arguments: given, thread }: ReadyTry): Promise<TryEnd> {
    const { checkOptions, clock, doubt, newId, scratch, server, words } = this.ports;
    const tried = { arguments: given, thread, key: newId(), scratch: newId() };
    const { FollowedTry } = await import("./followTry");
    const notes = {
      begin: () => scratch.begin(connection, { threadId: tried.scratch, key: tried.key, begunAt: clock.now() }),
      end: (isGone: boolean) => scratch.end(tried.scratch, isGone),
    };
    const info = checkOptions(connection).server;
    const marksRuns = info === undefined || capabilitiesOf(info).marksRuns;
    const parts = { clock, words, notes, marksRuns, server: await server(connection), doubtMilliseconds: doubt() };
    this.followed = new FollowedTry(parts, tried, this.closed.signal, (text) => {
      if (!this.isCancelled) this.showBusy(text);
    });
    if (this.isCancelled) this.followed.cancel();
    return this.followed.end();
  }

  private showBusy(text: string): void {
    this.show({ kind: "busy", message: this.say(text), cancelling: this.isCancelled });
  }

  private say(text: string): string {
    return this.ports.words.translate(text);
  }

  private show(told: TryView): void {
    const isOld = told.kind === "ended" && told.isAnswer && this.isOutdated;
    const view = isOld
      ? { ...told, isAnswer: false, notes: [...told.notes, this.say(formHostTexts.tryOutdated)] }
      : told;
    const isSame = JSON.stringify(view) === JSON.stringify(this.now);
    this.now = view;
    if (!isSame && !this.closed.signal.aborted) this.onChange(view);
  }
}

/** Nothing was sent, or nothing more is known. */
function nothing(tone: TryEnd["tone"], message: string): TryEnd {
  return { kind: "ended", tone, message, text: "", notes: [], isAnswer: false };
}
