import { expect, test } from "vitest";
import { answerQuestion } from "../../../src/cli/submit/answerQuestion";
import { WaitPrinter } from "../../../src/cli/submit/waitPrinter";
import { namesLock } from "../../../src/core/lifecycle/lease/lockName";
import type { SubmitQuestion } from "../../../src/core/lifecycle/submission/submission";
import { cronWith } from "../../fixtures/cronWith";

const nothing = { acceptServerTimes: false, adopt: false, overwrite: false, recreate: false, url: "http://x" };
const cron = cronWith({});

test.each<[SubmitQuestion, keyof typeof nothing]>([
  [{ kind: "recreate", cron, because: ["input"] }, "recreate"],
  [{ kind: "overwrite", cron, changed: ["input"] }, "overwrite"],
  [{ kind: "adopt", crons: [cron] }, "adopt"],
  [{ kind: "serverTimes", cron, mismatches: [] }, "acceptServerTimes"],
])("%j is done only where its own option allows it", (question, option) => {
  const err: string[] = [];
  const io = { err: (line: string) => err.push(line) };
  expect(answerQuestion(question, "daily", nothing, io)).toBe("no");
  const others = { acceptServerTimes: true, adopt: true, overwrite: true, recreate: true, url: "", [option]: false };
  expect(answerQuestion(question, "daily", others, io)).toBe("no");
  expect(answerQuestion(question, "daily", { ...nothing, [option]: true }, io)).toBe("yes");
  expect(err).toEqual([]);
});

test("a server that can't pause crons is submitted to, with a warning first", () => {
  const err: string[] = [];
  const io = { err: (line: string) => err.push(line) };
  expect(answerQuestion({ kind: "unsafeServer", version: "0.7.20" }, "daily", nothing, io)).toBe("yes");
  expect(err).toEqual([
    expect.stringMatching(/^daily: This server \(version 0\.7\.20\) can't pause crons\. .*two of them/),
  ]);
});

test("for whom a command waits is printed once, however many crons wait, and not if it is only a moment", () => {
  const err: string[] = [];
  const waits = new WaitPrinter({ err: (line: string) => err.push(line) });
  const wait = { lockName: namesLock, who: "ann@laptop\n::error::x", mostMilliseconds: 105_000 };
  for (const isLong of [false, false, true, true]) {
    for (const name of ["a", "b"]) waits.of(name)({ step: "waitingForOthers", others: { ...wait, isLong } });
    waits.tellOthers({ ...wait, isLong });
  }
  waits.of("a")({ step: "waitingForOthers", others: { ...wait, lockName: "name a", who: undefined, isLong: true } });
  expect(err).toEqual([
    "Waiting for ann@laptop ::error::x, who is creating crons on this server with an apply. If they have broken off, this takes 120 seconds at most…",
    "Waiting for somebody else, who is writing the same cron. If they have broken off, this takes 120 seconds at most…",
  ]);
});

test("each wait is printed once, with its reason and time; other steps are not printed", () => {
  const err: string[] = [];
  const tell = new WaitPrinter({ err: (line: string) => err.push(line) }).of("x\n::error::y");
  const problem = { kind: "serverError", status: 500, detail: "boom\n::error::z" } as const;
  tell({ step: "looking" });
  tell({ step: "creating", attempt: 1 });
  for (let times = 0; times < 3; times += 1) {
    tell({ step: "waitingAfterDoubt", attempt: 1, problem, waitMilliseconds: 25_000 });
  }
  tell({ step: "creating", attempt: 2 });
  tell({ step: "waitingAfterDoubt", attempt: 2, problem, waitMilliseconds: 25_000 });
  expect(err.map((line) => line.replace("x ::error::y: ", ""))).toEqual([
    expect.stringMatching(/^The server failed \(500\): boom ::error::z\. Waiting 25 seconds, .*\(try 1\)…$/),
    "Creating the cron, paused… (try 2)",
    expect.stringMatching(/\(try 2\)…$/),
  ]);
});
