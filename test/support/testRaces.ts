import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import type { SubmitOptions, SubmitOutcome } from "../../src/core/lifecycle/submission/submission";
import { metadataKeys } from "../../src/core/server/stored/ownMetadata";
import { answering } from "./answering";
import { lateName } from "./lateCommits";
import { markedCrons } from "./markedCrons";
import { memoryJournal } from "./memoryJournal";
import { inParallel, openTestServer } from "./testServer";

const rounds = 20;
const submitters = 4;
const adoptions = 4;
/** A round's submitters race with each other; rounds are independent. */
const roundsAtOnce = 4;

export interface RaceServer {
  readonly url: string;
  readonly assistant: string;
}

/**
 * Four independent submitters submit one spec at once, each with its own client and journal, like four machines. The
 * names are late ones: see `commitLate`.
 */
export function testRaces({ url, assistant }: RaceServer): void {
  const { marked, ours, deleteOurs, script, submit, mark } = markedCrons(url, assistant);
  const spec = (change = {}) => marked({ input: { topic: "x" }, ...change });
  const submitAlone = (change: Partial<SubmitOptions>) =>
    submit({ server: openTestServer(url, 60_000), journal: memoryJournal(), doubtMilliseconds: 75_000, ...change });
  const race = (change: Partial<SubmitOptions>) =>
    Promise.all(Array.from({ length: submitters }, () => submitAlone(change)));

  /** For each round: how many crons are enabled, and the results of submits that name another cron, or none. */
  async function racing(round: (name: string) => Promise<readonly SubmitOutcome[]>) {
    const names = Array.from({ length: rounds }, () => `${lateName}${randomUUID()}-${mark}`);
    const told = new Map<string, readonly SubmitOutcome[]>();
    await inParallel(names, roundsAtOnce, async (name) => void told.set(name, await round(name)));
    const crons = await ours();
    return names.map((name) => {
      const on = crons.filter((cron) => cron.enabled && cron.metadata[metadataKeys.name] === name);
      const ended = (told.get(name) ?? []).map((outcome) => ("cron" in outcome ? outcome.cron.cron_id : outcome.kind));
      return { on: on.length, ended: [...new Set(ended)].filter((id) => id !== on[0]?.cron_id) };
    });
  }

  const oneEach = Array.from({ length: rounds }, () => ({ on: 1, ended: [] }));

  describe(`of ${submitters} submits of one spec at once, ${rounds} times`, () => {
    afterAll(deleteOurs);

    test("a new one: one cron is switched on, and all report this one", async () => {
      expect(await racing((name) => race({ name, arguments: spec() }))).toEqual(oneEach);
    });

    test("one that must be recreated: one cron is switched on, and all report this one", async () => {
      const confirm = answering({ recreate: "yes", overwrite: "yes" });
      const outcomes = await racing(async (name) => {
        await submitAlone({ name, arguments: spec({ multitask_strategy: "enqueue" }) });
        return race({ name, arguments: spec({ multitask_strategy: "interrupt" }), confirm });
      });
      expect(outcomes).toEqual(oneEach);
    });
  });

  describe("of two equal specs with different names, which both take over crons", () => {
    afterAll(deleteOurs);

    test("one gets the cron of a script, and the other creates its own", async () => {
      const confirm = answering({ adopt: "yes" });
      const taken = await Promise.all(
        Array.from({ length: adoptions }, async () => {
          const of = { arguments: spec({ input: { topic: randomUUID() } }), confirm };
          const { cron_id } = await script(of.arguments);
          const names = ["one", "other"].map((title) => `${title}-${randomUUID()}-${mark}`);
          const outcomes = await Promise.all(names.map((name) => submitAlone({ name, ...of })));
          const crons = (await ours()).filter(({ metadata }) => names.includes(String(metadata[metadataKeys.name])));
          expect(crons.map((cron) => [cron.enabled, cron.metadata[metadataKeys.name]]).sort()).toEqual(
            names.map((name) => [true, name]).sort(),
          );
          expect(crons.map(({ cron_id }) => cron_id)).toContain(cron_id);
          return outcomes.map(({ kind }) => kind).sort();
        }),
      );
      expect(taken).toEqual(Array.from({ length: adoptions }, () => ["created", "updated"]));
    });
  });
}
