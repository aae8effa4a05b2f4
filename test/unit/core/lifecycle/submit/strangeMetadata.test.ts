import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { CronArguments } from "../../../../../src/core/arguments/cronArguments";
import type { Clock } from "../../../../../src/core/base/clock";
import { submitCron } from "../../../../../src/core/lifecycle/submit/submitCron";
import { metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { answering } from "../../../../support/answering";
import { memoryJournal } from "../../../../support/memoryJournal";
import { type OldServer, oldServer } from "../../../../support/oldServer";

const yearly: CronArguments = { thread_id: null, assistant_id: "agent", schedule: "0 0 1 1 *" };
const clock: Clock = { now: () => Date.UTC(2026, 0, 1), sleep: async () => undefined };

async function makeMarked(old: OldServer, submission: string) {
  const metadata = { [metadataKeys.name]: "a", [metadataKeys.submission]: submission };
  const body = { assistant_id: "agent", schedule: yearly.schedule, metadata };
  await old.server.createCron({ method: "POST", path: "/runs/crons", query: [], headers: {}, body });
}

async function submit(old: OldServer) {
  const journal = memoryJournal();
  const removed: string[] = [];
  const own = randomUUID();
  const remove = async (submission: string) => {
    if (submission !== own) removed.push(submission);
  };
  const outcome = await submitCron({
    server: old.server,
    serverKey: "old",
    arguments: yearly,
    name: "a",
    journal: { ...journal, remove },
    clock,
    newSubmission: () => own,
    doubtMilliseconds: 100,
    confirm: answering({ unsafeServer: "yes" }),
  });
  return { outcome, removed };
}

/** A journal keeps each submission in a file of its name, and anybody can write a cron's metadata. */
test("a submission's key from a cron's metadata names a file only if it is a UUID", async () => {
  for (const strange of ["../../settings", "..\\..\\settings", "", "a/b"]) {
    const old = oldServer("0.7.20");
    await makeMarked(old, strange);
    expect(await submit(old)).toMatchObject({ outcome: { kind: "unchanged" }, removed: [] });
  }
  const old = oldServer("0.7.20");
  const known = randomUUID();
  await makeMarked(old, known);
  expect((await submit(old)).removed).toEqual([known]);
});

test("two crons of one name that are both switched on are reported, even of one submission", async () => {
  const old = oldServer("0.7.20");
  const submission = randomUUID();
  await makeMarked(old, submission);
  await makeMarked(old, submission);
  expect((await submit(old)).outcome.kind).toBe("ambiguous");
});
