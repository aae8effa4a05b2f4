import { beforeEach, describe, expect, test } from "vitest";
import { resetStub, stubState } from "../../support/vscode";
import {
  answerNonsense,
  answerStatus,
  cutShort,
  inReal,
  isWrite,
  openWatched,
  pass,
  resetConnection,
  type Treat,
  useVirtualTime,
  watchedCron,
} from "../../support/watchedServer";

/** What happens to every answer, and what the row of the connection then says. */
const faults: readonly (readonly [name: string, treat: Treat, words: string])[] = [
  ["refuses the key (401)", answerStatus(401), "refuses the key"],
  ["refuses the user (403)", answerStatus(403), "refuses the key"],
  ["is not found (404)", answerStatus(404), "no Agent Server there · as of"],
  ["has a conflict (409)", answerStatus(409), "has a problem · as of"],
  ["does not accept the request (422)", answerStatus(422), "has a problem · as of"],
  ["asks to wait (429)", answerStatus(429, { "retry-after": "1" }), "too busy · as of"],
  ["has an error (500)", answerStatus(500), "has a problem · as of"],
  ["stops in the middle of an answer", cutShort, "can't be reached · as of"],
  ["answers something else", answerNonsense, "no Agent Server there · as of"],
  ["resets the connection", resetConnection, "can't be reached · as of"],
];

beforeEach(() => {
  resetStub();
  useVirtualTime();
});

describe("a server that is watched and then", () => {
  test.each(faults)("%s: the tree says so, and heals by itself", async (_name, fault, words) => {
    const { ids, row, seen, state, treat } = await openWatched();
    expect([state(), ids()]).toEqual(["ready", [watchedCron]]);
    treat(() => fault);
    await pass(150);
    expect(state()).toBe("problem");
    expect((await row()).startsWith(words), await row()).toBe(true);
    const asked = seen().length;
    await pass(60);
    expect(seen().length - asked).toBeLessThanOrEqual(12);
    treat(undefined);
    await pass(330);
    expect([state(), ids()]).toEqual(["ready", [watchedCron]]);
    expect(seen().filter(isWrite)).toEqual([]);
  });

  test("listens no more at its port: the tree says so, and heals by itself", async () => {
    const { ids, row, start, state, stop } = await openWatched();
    await stop();
    await pass(150);
    expect((await row()).startsWith("can't be reached · as of"), await row()).toBe(true);
    await start();
    await pass(330);
    expect([state(), ids()]).toEqual(["ready", [watchedCron]]);
  });

  test("does not answer in time: the tree says so, and heals by itself", async () => {
    stubState.settings.set("langgraphCrons.requestTimeoutSeconds", 1);
    const { ids, row, state, treat } = await openWatched();
    treat(() => () => undefined);
    await pass(150);
    await inReal(1_200);
    await pass(5);
    expect((await row()).startsWith("can't be reached · as of"), await row()).toBe(true);
    treat(undefined);
    // What still waits ends first.
    await inReal(1_200);
    await pass(330);
    expect([state(), ids()]).toEqual(["ready", [watchedCron]]);
  });

  test("comes back without its data: its crons are gone", async () => {
    const { ids, state, stored, treat } = await openWatched();
    treat(() => resetConnection);
    await pass(100);
    expect([state(), ids()]).toEqual(["problem", [watchedCron]]);
    stored.crons = [];
    treat(undefined);
    await pass(330);
    expect([state(), ids()]).toEqual(["ready", []]);
  });
});
