import { afterEach, expect, test } from "vitest";
import type { SubmitOutcome } from "../../../src/core/lifecycle/submission/submission";
import { metadataKeys } from "../../../src/core/server/stored/ownMetadata";
import { answering } from "../../support/answering";
import { markedCrons } from "../../support/markedCrons";

const { server, mark, marked, ours, deleteOurs, submit } = markedCrons();
const rounds = 20;
const contenders = 4;

afterEach(deleteOurs);

const cronOf = (outcome: SubmitOutcome) => ("cron" in outcome ? outcome.cron.cron_id : outcome.kind);

test(`${rounds} times ${contenders} submits of a new spec at once: one creates it, the others use it too`, async () => {
  for (let round = 0; round < rounds; round += 1) {
    const name = `new-${round}-${mark}`;
    const outcomes = await Promise.all(Array.from({ length: contenders }, () => submit({ name })));
    const left = (await ours()).filter((cron) => cron.metadata[metadataKeys.name] === name);
    expect(left).toMatchObject([{ enabled: true }]);
    expect(new Set(outcomes.map(cronOf))).toEqual(new Set([left[0]?.cron_id]));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["created", "unchanged", "unchanged", "unchanged"]);
  }
});

test(`${rounds} times ${contenders} submits that recreate a cron at once: one does, the others adopt it`, async () => {
  for (let round = 0; round < rounds; round += 1) {
    const name = `anew-${round}-${mark}`;
    await submit({ name });
    const anew = { name, arguments: marked({ multitask_strategy: "reject" }), confirm: answering({ recreate: "yes" }) };
    const outcomes = await Promise.all(Array.from({ length: contenders }, () => submit(anew)));
    const left = (await ours()).filter((cron) => cron.metadata[metadataKeys.name] === name);
    expect(left).toMatchObject([{ enabled: true }]);
    const told = outcomes
      .map((outcome) => [outcome.kind, "took" in outcome ? outcome.took : "", cronOf(outcome)])
      .sort();
    const id = left[0]?.cron_id;
    expect(told).toEqual([
      ["recreated", "own", id],
      ...Array.from({ length: contenders - 1 }, () => ["unchanged", "rival", id]),
    ]);
  }
});

test("no lock is left", async () => {
  await submit({ name: `lock-${mark}` });
  const metadata = { [metadataKeys.lock]: `name lock-${mark}` };
  expect(await server.searchThreads({ metadata, limit: 10, offset: 0 })).toEqual([]);
});
