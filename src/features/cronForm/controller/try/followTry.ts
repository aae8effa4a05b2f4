import type { RawArguments } from "../../../../core/arguments/cronArguments";
import type { Clock } from "../../../../core/base/clock";
import { readRunStory } from "../../../../core/health/runStory";
import { canBeFound, makeScratchThread, type TryOptions, tryOnce } from "../../../../core/lifecycle/actions/tryOnce";
import { mayBeDone, retryUnclear } from "../../../../core/lifecycle/lease/unclear";
import type { AgentServer } from "../../../../core/server/agentServer";
import type { Run } from "../../../../core/server/cron";
import type { TryEnd } from "../../../../protocol/tryView";
import { type FormWords, formHostTexts } from "../formWords";
import { toldTry } from "./tryTexts";

export interface Tried {
  /** With placeholders filled in: never show, log or store it. */
  readonly arguments: RawArguments;
  /** null: on a thread of its own. */
  readonly thread: string | null;
  readonly key: string;
  /** The id of that thread. */
  readonly scratch: string;
}

interface FollowParts {
  readonly server: AgentServer;
  readonly clock: Clock;
  readonly words: FormWords;
  readonly doubtMilliseconds: number;
  readonly marksRuns: boolean;
  /** Of the thread that is made for the try, in case that this window dies. */
  readonly notes: {
    readonly begin: () => Promise<void>;
    readonly end: (isGone: boolean) => Promise<void>;
  };
}

/** Milliseconds between two looks at the run: at first, and at most. */
const firstPause = 300;
const longestPause = 3_000;

/** One try from its first request to its last: the run is started once, followed, and read. */
export class FollowedTry {
  private readonly options: TryOptions;
  private run: Run | undefined;
  private isCancelled = false;
  /** The server has carried out the cancel, or there was nothing to cancel. */
  private cancelling: Promise<unknown> | undefined;

  /** `closed`: nobody waits for the answer any more. `onStep` gets the template of a text. */
  constructor(
    private readonly parts: FollowParts,
    private readonly tried: Tried,
    private readonly closed: AbortSignal,
    private readonly onStep: (text: string) => void,
  ) {
    const { key, arguments: given, scratch, thread } = tried;
    this.options = { ...parts, arguments: given, key, threadId: thread ?? scratch, isOwnThread: thread === null };
  }

  cancel(): void {
    this.isCancelled = true;
    if (this.run !== undefined) this.cancelling ??= this.sendCancel(this.run);
  }

  /** Throws only if the thread could not be noted: then nothing was sent. */
  async end(): Promise<TryEnd> {
    const { scratch, thread } = this.tried;
    if (thread !== null) {
      const told = await this.startAndRead();
      return { ...told, notes: this.run === undefined ? [] : [this.say(formHostTexts.tryOnThread, { thread })] };
    }
    let mayBeThere = false;
    await this.parts.notes.begin();
    try {
      await makeScratchThread(this.options, () => {
        mayBeThere = true;
      });
    } catch (failure) {
      if (!mayBeThere) await this.parts.notes.end(true);
      const notes = mayBeThere ? await this.removeScratch(scratch, mayBeThere) : [];
      return { ...ended("error", this.parts.words.failure(failure)), notes };
    }
    const told = await this.startAndRead();
    return { ...told, notes: await this.removeScratch(scratch, mayBeThere) };
  }

  private async startAndRead(): Promise<Omit<TryEnd, "notes">> {
    const { server, words } = this.parts;
    if (this.isCancelled || this.closed.aborted) return ended("info", this.say(formHostTexts.declined));
    try {
      const run = await tryOnce(this.options);
      this.run = run;
      if (this.isCancelled) this.cancel();
      await this.untilEnded(run);
      return { kind: "ended", ...toldTry(await this.patiently(() => readRunStory(server, run)), words) };
    } catch (failure) {
      const reason = words.failure(failure);
      if (this.run !== undefined) return ended("error", this.say(formHostTexts.tryUnread, { reason }));
      const lost = canBeFound(this.options) ? formHostTexts.tryLost : formHostTexts.tryUntold;
      return ended("error", mayBeDone(failure) ? this.say(lost, { reason }) : reason);
    }
  }

  private async untilEnded(run: Run): Promise<void> {
    const { clock, server } = this.parts;
    let pause = firstPause;
    for (let { status } = run; status === "pending" || status === "running"; ) {
      this.onStep(status === "pending" ? formHostTexts.tryQueued : formHostTexts.tryRunning);
      await clock.sleep(pause, this.closed);
      pause = Math.min(pause * 1.5, longestPause);
      ({ status } = await this.patiently(() => server.getRun(run.thread_id, run.run_id)));
    }
    await this.cancelling;
  }

  private patiently<Value>(read: () => Promise<Value>): Promise<Value> {
    return retryUnclear(this.parts.clock, this.closed, read);
  }

  /** Without an answer the run goes on, and so does the look at it. */
  private sendCancel({ run_id, thread_id }: Run): Promise<unknown> {
    const cancel = () => this.parts.server.cancelRun(thread_id, run_id, "interrupt");
    return retryUnclear(this.parts.clock, undefined, cancel, { tries: 4 }).catch(() => undefined);
  }

  /** `mayCome`: it may also appear later. */
  private async removeScratch(thread: string, mayCome: boolean): Promise<readonly string[]> {
    const { clock, notes, server, words } = this.parts;
    // What still runs there would go on without its thread.
    if (this.closed.aborted && this.run !== undefined) await this.sendCancel(this.run);
    try {
      const wasThere = await retryUnclear(clock, undefined, () => server.deleteThread(thread), { tries: 6 });
      await notes.end(wasThere || !mayCome);
      const told = this.run === undefined ? formHostTexts.tryScratchUnused : formHostTexts.tryScratchGone;
      return wasThere ? [this.say(told)] : [];
    } catch (failure) {
      await notes.end(false);
      return [this.say(formHostTexts.tryScratchLeft, { thread, reason: words.failure(failure) })];
    }
  }

  private say(text: string, args: Readonly<Record<string, string>> = {}): string {
    return this.parts.words.translate(text, args);
  }
}

function ended(tone: TryEnd["tone"], message: string): Omit<TryEnd, "notes"> {
  return { kind: "ended", tone, message, text: "", isAnswer: false };
}
