import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CronArguments } from "../../../src/core/arguments/cronArguments";
import { systemClock } from "../../../src/core/base/clock";
import { exportCron } from "../../../src/core/compare/exportCron";
import { isChangedOnServer } from "../../../src/core/lifecycle/onServer/cronHash";
import { findCrons } from "../../../src/core/lifecycle/onServer/findCrons";
import type { SubmitAnswer } from "../../../src/core/lifecycle/submission/submission";
import { submitCron } from "../../../src/core/lifecycle/submit/submitCron";
import { createAgentServer } from "../../../src/core/server/httpAgentServer";
import { metadataKeys } from "../../../src/core/server/stored/ownMetadata";
import { stateByHand } from "../../fixtures/specs/stateByHand";
import { type RunningAgentServer, startAgentServer } from "../../support/agentServer";
import { canaryKey } from "../../support/canary";
import { memoryJournal } from "../../support/memoryJournal";
import { inProject } from "../../support/paths";

/** A server whose custom auth puts each cron's owner into its metadata, and shows only those to whom a cron belongs. */
let agentServer: RunningAgentServer;
beforeAll(async () => {
  agentServer = await startAgentServer({ name: "ownerAuth", graphs: inProject("test", "fixtures", "ownerAuth") });
});
afterAll(() => agentServer.stop());

/** One user with one spec. */
function userOf(kind: string) {
  const user = `${randomUUID()}${kind}`;
  const name = `spec of ${user}`;
  const server = createAgentServer({
    baseUrl: agentServer.url,
    headers: { "x-user": user },
    apiKey: canaryKey,
    timeoutMilliseconds: 30_000,
  });
  const spec = (change: Partial<CronArguments> = {}): CronArguments => ({
    thread_id: null,
    assistant_id: "look",
    schedule: "0 0 1 1 *",
    ...change,
  });
  const asked: string[] = [];
  const submit = (change: Partial<CronArguments> = {}, answer: SubmitAnswer = "no") =>
    submitCron({
      server,
      serverKey: "ownerAuth",
      arguments: spec(change),
      name,
      journal: memoryJournal(),
      clock: systemClock,
      newSubmission: randomUUID,
      doubtMilliseconds: 100,
      confirm: async ({ kind: question }) => {
        asked.push(question);
        return answer;
      },
    });
  /** The user's one cron of the name, as the user sees it. */
  const own = async () => {
    const [cron, ...more] = await findCrons(server, { [metadataKeys.name]: name });
    expect(more).toEqual([]);
    if (cron === undefined) throw new Error("The cron is hidden from its owner.");
    return cron;
  };
  return { asked, own, server, spec, submit, user };
}

describe.each([
  ["sets the owner at each update", ""],
  ["sets the owner at the create alone", "-once"],
])("auth that %s", (_, kind) => {
  test("a submit creates it, another changes nothing, and the owner sees it", async () => {
    const { own, spec, submit, user } = userOf(kind);
    const given = { metadata: { team: "a" } };
    expect(await submit(given)).toMatchObject({ kind: "created", notTaken: [], cron: { enabled: true } });
    const { updated_at } = await own();
    expect(await submit(given)).toMatchObject({ kind: "unchanged" });
    const cron = await own();
    expect(cron).toMatchObject({ updated_at, metadata: { owner: user, team: "a" } });
    expect(await isChangedOnServer(cron)).toBe(false);
    expect(stateByHand({ ...spec(given) }, cron)).toMatchObject({ kind: "inSync" });
  });

  test("a key that is removed from the spec is cleared, a colleague's and the owner are kept", async () => {
    const { asked, own, server, submit, user } = userOf(kind);
    await submit({ metadata: { team: "a", env: "x" } });
    await server.patchCron((await own()).cron_id, { metadata: { ticket: "OPS-1" } });
    expect(await submit({ metadata: { team: "a" } })).toMatchObject({ kind: "updated", changed: ["metadata"] });
    const kept = { owner: user, ticket: "OPS-1" };
    expect((await own()).metadata).toMatchObject({ ...kept, team: "a", env: null });
    expect(await submit({ schedule: "0 1 1 1 *" })).toMatchObject({ kind: "updated", notTaken: [] });
    expect((await own()).metadata).toMatchObject({ ...kept, team: null });
    expect(await submit({ schedule: "0 1 1 1 *" })).toMatchObject({ kind: "unchanged" });
    expect(asked).toEqual([]);
  });

  test("recreated, it keeps both, and they are still not ours", async () => {
    const { own, server, submit, user } = userOf(kind);
    await submit({ metadata: { team: "a" } });
    await server.patchCron((await own()).cron_id, { metadata: { ticket: "OPS-1" } });
    const given = { metadata: { team: "a" }, multitask_strategy: "reject" } as const;
    expect(await submit(given, "yes")).toMatchObject({ kind: "recreated", notTaken: [] });
    expect((await own()).metadata).toMatchObject({ owner: user, ticket: "OPS-1", team: "a" });
    expect(await submit(given)).toMatchObject({ kind: "unchanged" });
    expect(await submit({ multitask_strategy: "reject" })).toMatchObject({ kind: "updated" });
    expect((await own()).metadata).toMatchObject({ owner: user, ticket: "OPS-1", team: null });
  });

  test("an export names the owner, is in sync, and removing the owner from it hides nothing", async () => {
    const { own, server, submit, user } = userOf(kind);
    await submit({ metadata: { team: "a" } });
    const exported = exportCron(await own(), await server.searchAssistants({ limit: 100, offset: 0 }));
    if (!exported.ok) throw new Error(exported.failure);
    expect(exported.value).toMatchObject({ assistant_id: "look", metadata: { owner: user, team: "a" } });
    const given = { metadata: { owner: user, team: "a" } };
    expect(await submit(given)).toMatchObject({ kind: "unchanged" });
    expect(await submit({ ...given, schedule: "0 1 1 1 *" })).toMatchObject({ kind: "updated", notTaken: [] });
    expect(await submit({ schedule: "0 1 1 1 *" })).toMatchObject({ kind: "updated", notTaken: [] });
    expect((await own()).metadata).toMatchObject({ owner: user, team: null });
  });
});

test("an owner that differs in the spec is reported at each submit, and never asked about", async () => {
  const { asked, own, submit, user } = userOf("");
  const given = { metadata: { owner: "me", team: "a" } };
  const told = { notTaken: ["metadata"], overruled: ["owner"] };
  expect(await submit(given)).toMatchObject({ kind: "created", ...told });
  expect(await submit(given)).toMatchObject({ kind: "updated", ...told });
  expect((await own()).metadata).toMatchObject({ owner: user, team: "a" });
  expect(await submit({ metadata: { team: "a" } })).toMatchObject({ kind: "unchanged" });
  expect((await own()).metadata).toMatchObject({ owner: user });
  expect(asked).toEqual([]);
});
