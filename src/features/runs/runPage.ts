import * as vscode from "vscode";
import { inTurn } from "../../core/base/inTurn";
import type { JsonValue } from "../../core/base/json";
import { type RunStory, readRunStory } from "../../core/health/runStory";
import type { AgentServer } from "../../core/server/agentServer";
import type { Run } from "../../core/server/cron";
import { interruptAnswers } from "../../core/server/stored/interruptAnswers";
import type { StreamedEvent } from "../../core/server/streamedEvent";
import { DrawSoon } from "../../platform/host/drawSoon";
import type { ReportSource } from "../../platform/pages/reportSource";
import { noConnectionWords, unreadReport } from "../../platform/pages/unreadReport";
import type { Report, ReportTone } from "../../protocol/report";
import { LiveOutput } from "./liveOutput";
import { type RunSurroundings, runReport } from "./runReport";

/** What the page of a run needs of the world. */
export interface RunPorts {
  readonly server: () => Promise<AgentServer>;
  /** What is known without asking, at this moment; undefined: its connection was removed. */
  readonly around: () => Omit<RunSurroundings, "live" | "notice"> | undefined;
  /** Reads what the page shows besides the run itself, if it is not known. */
  readonly readAround: () => Promise<void>;
  /** Another text when the server is known to say something else of the run; asks nothing. */
  readonly sign: () => string;
  /** Asks before something starts on a production server. False: the user does not want it. */
  readonly confirmAnswer: () => Promise<boolean>;
  readonly openJson: (what: "state" | "history", value: JsonValue) => Promise<void>;
  readonly runAgain: () => Promise<void>;
  readonly showCron: () => Promise<void>;
  readonly openRun: (runId: string) => Promise<void>;
  readonly openExternal: (address: string) => Promise<void>;
  readonly failureWords: (failure: unknown) => string;
}

interface Live {
  readonly output: LiveOutput;
  readonly stop: AbortController;
}

/** Milliseconds between two drawings of a run that is followed. */
const drawingPause = 100;

type Notice = { readonly tone: ReportTone; readonly text: string };

const historyLength = 50;

/** The page of one run: reads its story, and carries out what the user presses. */
export class RunPage implements ReportSource {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly closed = new AbortController();
  private readonly soon = new DrawSoon(() => this.draw(), drawingPause);
  private story: RunStory | undefined;
  /** From before the last read. */
  private sign = "";
  private notice: Notice | undefined;
  private live: Live | undefined;
  private isVisible = false;

  constructor(
    readonly key: string,
    private readonly run: Pick<Run, "thread_id" | "run_id">,
    private readonly ports: RunPorts,
    private readonly onClose: () => void,
  ) {}

  dispose(): void {
    this.closed.abort();
    this.soon.dispose();
    this.changed.dispose();
    this.onClose();
  }

  get title(): string {
    const cron = this.ports.around()?.cron;
    return cron === undefined ? vscode.l10n.t("Run") : vscode.l10n.t("Run of {0}", cron);
  }

  report(): Report {
    const known = this.ports.around();
    const connection = known?.connection;
    if (known === undefined) return unreadReport({ about: this.title, connection, because: noConnectionWords() });
    const { notice, story } = this;
    if (story === undefined) return unreadReport({ about: this.title, connection, because: notice?.text });
    return runReport(story, { ...known, live: this.live?.output.text, notice });
  }

  setVisible(isVisible: boolean): void {
    this.isVisible = isVisible;
    if (isVisible && this.story === undefined) void this.read();
    else if (isVisible) void this.follow();
  }

  /** Reads again if the run was not over when it was last read, and the server says something else of it since. */
  async follow(): Promise<void> {
    const kind = this.story?.end.kind;
    const isOpen = kind === "queued" || kind === "running";
    if (this.isVisible && isOpen && this.ports.sign() !== this.sign) await this.read();
  }

  async act(id: string, text: string | null): Promise<void> {
    this.notice = undefined;
    const [, runId] = /^run (.+)$/.exec(id) ?? [];
    await (runId === undefined ? this.actions[id]?.(text) : this.ports.openRun(runId));
  }

  private readonly actions: Readonly<Record<string, (text: string | null) => Promise<void>>> = {
    refresh: () => this.read(),
    again: () => this.ports.runAgain(),
    cron: () => this.ports.showCron(),
    cancel: () => this.cancel(),
    join: async () => {
      // Not waited for: the page stays usable while the run goes on.
      void this.join();
    },
    leave: async () => this.leave(),
    approve: () => this.answerWith(({ approve }) => approve),
    reject: () => this.answerWith(({ reject }) => reject),
    resume: () => this.answer(null),
    answer: (text) => this.answer(readAnswer(text ?? "")),
    state: async () => {
      const state = await (await this.ports.server()).runState(this.run.thread_id, this.run.run_id);
      await this.ports.openJson("state", state as unknown as JsonValue);
    },
    history: async () => {
      const server = await this.ports.server();
      const history = await server.threadHistory(this.run.thread_id, { limit: historyLength });
      await this.ports.openJson("history", history as unknown as JsonValue);
    },
    studio: async () => {
      const studio = this.ports.around()?.studio;
      if (typeof studio === "string") await this.ports.openExternal(studio);
    },
    trace: async () => {
      const trace = this.story && this.ports.around()?.traceOf(this.story.run);
      if (typeof trace === "string") await this.ports.openExternal(trace);
    },
  };

  private async cancel(): Promise<void> {
    const server = await this.ports.server();
    const isCancelled = await server.cancelRun(this.run.thread_id, this.run.run_id, "interrupt");
    if (!isCancelled) this.say("quiet", vscode.l10n.t("There was nothing to cancel: the run had ended."));
    await this.read();
  }

  private async join(): Promise<void> {
    if (this.live !== undefined) return;
    const live: Live = { output: new LiveOutput(), stop: new AbortController() };
    const signal = AbortSignal.any([this.closed.signal, live.stop.signal]);
    this.live = live;
    this.draw();
    try {
      const server = await this.ports.server();
      const add = (event: StreamedEvent) => {
        live.output.add(event);
        this.soon.ask();
      };
      await server.streamRun(this.run.thread_id, this.run.run_id, add, { signal });
    } catch (failure) {
      if (!signal.aborted) this.say("bad", this.ports.failureWords(failure));
    }
    // After the end of a run its answer says more than its output. A gateway may have cut the stream: then it still runs.
    if (this.live === live) this.live = undefined;
    if (!this.closed.signal.aborted) await this.read();
  }

  private leave(): void {
    this.live?.stop.abort();
  }

  private draw(): void {
    if (!this.closed.signal.aborted) this.changed.fire();
  }

  private async answerWith(
    choose: (answers: ReturnType<typeof interruptAnswers>) => JsonValue | undefined,
  ): Promise<void> {
    const end = this.story?.end;
    const question = end?.kind === "waits" ? end.asks[0]?.value : undefined;
    const value = question === undefined ? undefined : choose(interruptAnswers(question));
    if (value !== undefined) await this.answer(value);
  }

  private async answer(value: JsonValue): Promise<void> {
    if (!(await this.ports.confirmAnswer())) return;
    // Each answer starts a run, and somebody else may have answered since the page was drawn.
    await this.read();
    const { end, run } = this.story ?? {};
    if (run === undefined || end?.kind !== "waits" || end.isAnswered) {
      this.say("quiet", vscode.l10n.t("Not sent: the run does not wait any more."));
      this.draw();
      return;
    }
    const answering = await (await this.ports.server()).resumeRun(run, value);
    this.say("good", vscode.l10n.t("Answered. Run {0} goes on from here.", answering.run_id));
    await this.read();
  }

  private say(tone: ReportTone, text: string): void {
    this.notice = { tone, text };
  }

  private readonly read = inTurn(() => this.readOnce());

  /** A failure is shown in the page, and what was read before stays. */
  private async readOnce(): Promise<void> {
    const { signal } = this.closed;
    if (signal.aborted || this.ports.around() === undefined) return;
    this.sign = this.ports.sign();
    try {
      const server = await this.ports.server();
      const [story] = await Promise.all([readRunStory(server, this.run, { signal }), this.ports.readAround()]);
      this.story = story;
    } catch (failure) {
      this.say("bad", this.ports.failureWords(failure));
    }
    this.draw();
  }
}

/** What the user wrote; throws a sentence if it is no JSON. */
function readAnswer(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : String(failure);
    throw new Error(vscode.l10n.t("The answer is not JSON: {0}. A text needs quotation marks.", reason));
  }
}
