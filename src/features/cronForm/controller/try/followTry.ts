import type { RawArguments } from "../../../../core/arguments/cronArguments";
import type { Clock } from "../../../../core/base/clock";
import { readRunStory } from "../../../../core/health/runStory";
import { makeScratchThread, type TryOptions, tryOnce } from "../../../../core/lifecycle/actions/tryOnce";
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
    this.options = { ...parts, arguments: given, key, threadId: thread ?? scratch };
  }

  cancel(): void {
    this.isCancelled = true;
    if (this.run !== undefined) this.cancelling ??= this.sendCancel(this.run);
  }

  /** Never throws. */
  async end(): Promise<TryEnd> {
    const { scratch, thread } = this.tried;
    if (thread !== null) {
      const told = await this.startAndRead();
      return { ...told, notes: this.run === undefined ? [] : [this.say(formHostTexts.tryOnThread, { thread })] };
    }
    let mayBeThere = false;
    try {
      await makeScratchThread(this.options, () => {
        mayBeThere = true;
      });
    } catch (failure) {
      const notes = mayBeThere ? await this.removeScratch(scratch) : [];
      return { ...ended("error", this.parts.words.failure(failure)), notes };
    }
    const told = await this.startAndRead();
    return { ...told, notes: await this.removeScratch(scratch) };
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
      return ended("error", mayBeDone(failure) ? this.say(formHostTexts.tryLost, { reason }) : reason);
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

  private async removeScratch(thread: string): Promise<readonly string[]> {
    const { clock, server, words } = this.parts;
    // What still runs there would go on without its thread.
    if (this.closed.aborted && this.run !== undefined) await this.sendCancel(this.run);
    try {
      const wasThere = await retryUnclear(clock, undefined, () => server.deleteThread(thread), { tries: 6 });
      return wasThere ? [this.say(formHostTexts.tryScratchGone)] : [];
    } catch (failure) {
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
