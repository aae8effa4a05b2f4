import { beforeEach, describe, expect, test } from "vitest";
import { notDoneFailure, reasonOf } from "../../../../src/features/cronActions/outcomes";
import type { CronActions } from "../../../../src/platform/servers/cronActions";
import type { OutcomeOf } from "../../../../src/platform/servers/cronOutcomes";
import type { CronRef } from "../../../../src/platform/servers/cronRef";
import { resetStub, stubState } from "../../support/vscode";
import {
  answerNonsense,
  answerStatus,
  cutShort,
  isWrite,
  openWatched,
  pass,
  resetConnection,
  type Treat,
  useVirtualTime,
} from "../../support/watchedServer";

type Watched = Awaited<ReturnType<typeof openWatched>>;

type Outcome = OutcomeOf<{ readonly kind: string }>;

interface Write {
  readonly name: string;
  readonly send: (actions: CronActions, ref: CronRef) => Promise<Outcome>;
  /** Whether the server has done it. */
  readonly isDone: (stored: Watched["stored"]) => boolean;
  /** Whether it was done is seen when the cron is read. */
  readonly shows: boolean;
}

function only(outcomes: readonly Outcome[]): Outcome {
  const [outcome] = outcomes;
  if (outcome === undefined) throw new Error("no outcome");
  return outcome;
}

const writes: readonly Write[] = [
  {
    name: "a pause",
    send: async (actions, ref) => only(await actions.setEnabled([ref], false)),
    isDone: ({ crons }) => crons[0]?.enabled === false,
    shows: true,
  },
  {
    name: "a deletion",
    send: async (actions, ref) => only(await actions.delete([ref])),
    isDone: ({ crons }) => crons.length === 0,
    shows: true,
  },
  {
    name: "a run at once",
    send: async (actions, ref) => ({ ...(await actions.runNow(ref)), ref }),
    isDone: ({ runs }) => runs === 1,
    shows: false,
  },
];

/** `lost`: nobody can tell from the answer whether it was carried out. */
const faults: readonly (readonly [name: string, treat: Treat, lost: boolean])[] = [
  ["refuses the key (401)", answerStatus(401), false],
  ["refuses the user (403)", answerStatus(403), false],
  ["has a conflict (409)", answerStatus(409), false],
  ["does not accept it (422)", answerStatus(422), false],
  ["asks to wait (429)", answerStatus(429, { "retry-after": "1" }), false],
  ["has an error (500)", answerStatus(500), true],
  ["has a gateway that gives up (504)", answerStatus(504), true],
  ["stops in the middle of the answer", cutShort, true],
  ["answers something else", answerNonsense, true],
  ["resets the connection", resetConnection, true],
];

const unknown = "Whether it was done is not known.";
const wordsOf = (outcome: Outcome) => reasonOf(notDoneFailure(outcome));

beforeEach(() => {
  resetStub();
  useVirtualTime();
});

/** A deletion's answer is not read: of a server that says yes and does nothing we know nothing. */
const isBelieved = (write: Write, fault: Treat) => write.name === "a deletion" && fault === answerNonsense;

describe.each(writes)("$name reaches the server once, and if that", (write) => {
  test.each(faults.filter(([, fault]) => !isBelieved(write, fault)))(
    "%s and does nothing: it was not done, and the row stays right",
    async (_name, fault, isLost) => {
      const { actions, crons, ref, seen, stored, treat } = await openWatched();
      treat((request) => (isWrite(request) ? fault : undefined), "notCarriedOut");
      const outcome = await write.send(actions, ref);
      expect(wordsOf(outcome).endsWith(unknown), wordsOf(outcome)).toBe(isLost);
      treat(undefined);
      await pass(45);
      expect([seen().filter(isWrite).length, write.isDone(stored)]).toEqual([1, false]);
      expect(crons().map(({ enabled }) => enabled)).toEqual([true]);
    },
  );

  test.each(faults.filter(([, , isLost]) => isLost))(
    "%s after it was done: what the cron shows is told",
    async (_name, fault) => {
      const { actions, crons, ref, seen, stored, treat } = await openWatched();
      treat((request) => (isWrite(request) ? fault : undefined));
      const outcome = await write.send(actions, ref);
      if (write.shows) expect(notDoneFailure(outcome)).toBe(undefined);
      else expect(wordsOf(outcome)).toContain(unknown);
      expect(crons().map(({ enabled }) => enabled)).toEqual(stored.crons.map(({ enabled }) => enabled));
      treat(undefined);
      await pass(45);
      expect([seen().filter(isWrite).length, write.isDone(stored)]).toEqual([1, true]);
    },
  );

  test("is lost with all that follows: the connection's row says what is not known, and comes back right", async () => {
    const { actions, crons, ref, row, seen, stored, treat } = await openWatched();
    treat((request) => (isWrite(request) || seen().some(isWrite) ? resetConnection : undefined));
    const outcome = await write.send(actions, ref);
    expect(wordsOf(outcome)).toMatch(/^The server can't be reached .*Whether it was done is not known\.$/);
    expect((await row()).startsWith("can't be reached · as of"), await row()).toBe(true);
    treat(undefined);
    await pass(120);
    expect([seen().filter(isWrite).length, write.isDone(stored)]).toEqual([1, true]);
    expect(crons().map(({ enabled }) => enabled)).toEqual(stored.crons.map(({ enabled }) => enabled));
  });

  test("is not answered in time: it is not sent again", async () => {
    stubState.settings.set("langgraphCrons.requestTimeoutSeconds", 1);
    const { actions, crons, ref, seen, stored, treat } = await openWatched();
    treat((request) => (isWrite(request) ? () => undefined : undefined));
    const outcome = await write.send(actions, ref);
    expect(wordsOf(outcome)).toContain(unknown);
    treat(undefined);
    await pass(120);
    expect([seen().filter(isWrite).length, write.isDone(stored)]).toEqual([1, true]);
    expect(crons().map(({ enabled }) => enabled)).toEqual(stored.crons.map(({ enabled }) => enabled));
  });

  test("finds nobody at the port: nothing was sent, which is certain", async () => {
    const { actions, crons, ref, seen, start, stop } = await openWatched();
    await stop();
    const outcome = await write.send(actions, ref);
    expect(wordsOf(outcome)).toMatch(/^The server can't be reached/);
    expect(wordsOf(outcome)).not.toContain(unknown);
    await start();
    await pass(120);
    expect(seen().filter(isWrite)).toEqual([]);
    expect(crons().map(({ enabled }) => enabled)).toEqual([true]);
  });
});
