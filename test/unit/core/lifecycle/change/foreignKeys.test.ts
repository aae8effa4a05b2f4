import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../../../src/core/base/json";
import { nameCron } from "../../../../../src/core/lifecycle/actions/nameCron";
import { findSameCrons } from "../../../../../src/core/lifecycle/actions/sameCrons";
import { resumeCron } from "../../../../../src/core/lifecycle/actions/setEnabled";
import { isChangedOnServer } from "../../../../../src/core/lifecycle/onServer/cronHash";
import type { AgentServer } from "../../../../../src/core/server/agentServer";
import { createRequest } from "../../../../../src/core/server/requests/createRequest";
import { graphAssistantId } from "../../../../../src/core/server/stored/graphAssistantId";
import { metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { cronOf, ModelClient } from "../simulation/modelClient";
import { failure } from "../simulation/modelServer";
import { useHashAtOnce } from "../simulation/useHashAtOnce";

useHashAtOnce();

const team = { metadata: { team: "a" } };
const onlyRow = (client: ModelClient) => {
  const [row, ...more] = client.model.rows.values();
  expect(more).toEqual([]);
  if (row === undefined) throw new Error("no cron");
  return row;
};
/** The user's keys, and what our mark says of them. */
const keysOf = ({ metadata }: { readonly metadata: JsonObject }) => {
  const user = Object.entries(metadata).filter(([key]) => !key.startsWith("langgraph_crons_"));
  return { ...Object.fromEntries(user), mark: metadata[metadataKeys.keys] };
};

describe.each([{ ownerSetAt: "create" }, { ownerSetAt: "createAndUpdate" }] as const)("auth of %j", (traits) => {
  test("a submit creates a cron, and the next one has nothing to do", async () => {
    const client = new ModelClient(traits);
    expect(await client.submit(team)).toMatchObject({ kind: "created", notTaken: [] });
    const patches = client.sent("patch");
    expect(await client.submit(team)).toMatchObject({ kind: "unchanged", took: "own" });
    expect(client.sent("patch")).toBe(patches);
    expect(keysOf(onlyRow(client))).toEqual({ team: "a", owner: "user-1", mark: '{"team":"set"}' });
  });

  test("a key that is removed from the spec is cleared, the owner is kept", async () => {
    const client = new ModelClient(traits);
    await client.submit(team);
    expect(await client.submit({})).toMatchObject({ kind: "updated", changed: ["metadata"], notTaken: [] });
    expect(keysOf(onlyRow(client))).toEqual({ team: null, owner: "user-1", mark: "{}" });
    expect(await client.submit({})).toMatchObject({ kind: "unchanged" });
    expect(client.asked).toEqual([]);
  });

  test("a recreated cron has its owner", async () => {
    const client = new ModelClient(traits);
    await client.submit(team);
    const outcome = await client.submit({ ...team, multitask_strategy: "reject" }, {}, "yes");
    expect(outcome).toMatchObject({ kind: "recreated", notTaken: [] });
    expect(keysOf(onlyRow(client))).toEqual({ team: "a", owner: "user-1", mark: '{"team":"set"}' });
  });

  test("a spec that names the same owner never removes it", async () => {
    const client = new ModelClient(traits);
    await client.submit(team);
    const named = { metadata: { team: "a", owner: "user-1" } };
    expect(await client.submit(named)).toMatchObject({ kind: "unchanged" });
    const patches = client.sent("patch");
    expect(await client.submit(named)).toMatchObject({ kind: "unchanged" });
    expect(client.sent("patch")).toBe(patches);
    await client.submit({ ...named, schedule: "*/15 * * * *" });
    await client.submit({ ...named, schedule: "*/15 * * * *", multitask_strategy: "reject" }, {}, "yes");
    await client.submit({ schedule: "*/15 * * * *", multitask_strategy: "reject" });
    expect(keysOf(onlyRow(client))).toEqual({ team: null, owner: "user-1", mark: "{}" });
  });
});

describe("an owner that the server sets and that differs in the spec", () => {
  const mine = { metadata: { owner: "me", team: "a" } };
  const traits = { ownerSetAt: "createAndUpdate" } as const;

  test("is reported, without a question and without a repeated PATCH", async () => {
    const client = new ModelClient(traits);
    expect(await client.submit(mine)).toMatchObject({ kind: "created", notTaken: ["metadata"], overruled: ["owner"] });
    expect(keysOf(onlyRow(client))).toMatchObject({ owner: "user-1", mark: '{"team":"set"}' });
    const before = client.sent("patch");
    expect(await client.submit(mine)).toMatchObject({ kind: "updated", notTaken: ["metadata"] });
    // The update, and the mark of what was taken.
    expect(client.sent("patch") - before).toBe(2);
    expect(client.asked).toEqual([]);
  });

  test("is not removed when the spec no longer has it", async () => {
    const client = new ModelClient(traits);
    await client.submit(mine);
    expect(await client.submit(team)).toMatchObject({ kind: "unchanged" });
    expect(keysOf(onlyRow(client))).toMatchObject({ owner: "user-1", team: "a" });
  });

  test("does not make an update that was carried out and not answered seem undone", async () => {
    const client = new ModelClient(traits);
    await client.submit(mine);
    const { server } = client.process;
    let patches = 0;
    const patchCron: AgentServer["patchCron"] = async (...request) => {
      const patched = await server.patchCron(...request);
      patches += 1;
      if (patches === 1) throw failure({ kind: "unreachable", reason: "ECONNRESET" });
      return patched;
    };
    expect(await client.submit(mine, { server: { ...server, patchCron } })).toMatchObject({
      kind: "updated",
      notTaken: ["metadata"],
    });
    expect(patches).toBe(2);
  });
});

describe("a colleague's key", () => {
  const withColleague = async (given = team) => {
    const client = new ModelClient();
    const { cron_id } = cronOf(await client.submit(given));
    await client.until(client.process.server.patchCron(cron_id, { metadata: { ticket: "OPS-1" } }));
    return client;
  };

  test("is no change: nobody is asked, and it stays through every update", async () => {
    const client = await withColleague();
    expect(await isChangedOnServer(onlyRow(client))).toBe(false);
    expect(await client.submit(team)).toMatchObject({ kind: "unchanged" });
    await client.submit({ schedule: "*/15 * * * *" });
    expect(keysOf(onlyRow(client))).toMatchObject({ team: null, ticket: "OPS-1" });
    expect(client.asked).toEqual([]);
  });

  test("stays with a recreated cron, and is still not ours to clear", async () => {
    const client = await withColleague();
    await client.submit({ ...team, multitask_strategy: "reject" }, {}, "yes");
    expect(keysOf(onlyRow(client))).toEqual({ team: "a", ticket: "OPS-1", mark: '{"team":"set"}' });
  });

  test("in place of a value of ours is a change, which is asked about", async () => {
    const client = await withColleague();
    await client.until(client.process.server.patchCron(onlyRow(client).cron_id, { metadata: { team: "b" } }));
    expect(await isChangedOnServer(onlyRow(client))).toBe(true);
    expect(await client.submit(team)).toMatchObject({ kind: "needsOverwrite", changed: ["metadata"] });
  });
});

test("a cron of 0.1, which left no mark: no question, and its keys count as found", async () => {
  const client = new ModelClient();
  const made = cronOf(await client.submit(team));
  const hash = made.metadata[metadataKeys.hash] ?? null;
  const row = onlyRow(client);
  row.metadata = { ...row.metadata, [metadataKeys.keys]: null, [metadataKeys.hash]: hash };
  expect(await isChangedOnServer(row)).toBe(false);
  const patches = client.sent("patch");
  expect(await client.submit(team)).toMatchObject({ kind: "unchanged" });
  expect(await client.submit(team)).toMatchObject({ kind: "unchanged" });
  expect(client.sent("patch")).toBe(patches + 1);
  expect(await client.submit({})).toMatchObject({ kind: "unchanged" });
  expect(keysOf(onlyRow(client))).toMatchObject({ team: "a", mark: "{}" });
  expect(await client.submit({ metadata: { team: null } })).toMatchObject({ kind: "updated" });
  expect(keysOf(onlyRow(client))).toMatchObject({ team: null });
  expect(client.asked).toEqual([]);
});

test("a named cron counts as submitted with all its keys, and is found again under another name", async () => {
  const client = new ModelClient();
  const { server, clock } = client.process;
  const script = { thread_id: null, assistant_id: graphAssistantId("agent"), schedule: "*/5 * * * *" };
  const request = createRequest({ ...script, metadata: { owner: "user-1" } }, { name: null });
  const made = await client.until(server.createCron(request));
  await client.until(nameCron(server, made, "report", { clock }));
  const exported = { metadata: { owner: "user-1" } };
  expect(await client.submit(exported)).toMatchObject({ kind: "unchanged" });
  const same = await client.until(findSameCrons(server, { ...script, ...exported }, "renamed"));
  expect(same).toMatchObject([{ name: "report" }]);
  expect(await client.submit({})).toMatchObject({ kind: "unchanged" });
  expect(keysOf(onlyRow(client))).toMatchObject({ owner: "user-1" });
});

test("of an interrupted submit whose values the server has replaced nothing is ours to clear", async () => {
  const client = new ModelClient({ ownerSetAt: "createAndUpdate" });
  const { server, clock } = client.process;
  const mine = { metadata: { owner: "me" } };
  const made = cronOf(await client.submit(mine));
  const row = onlyRow(client);
  row.enabled = false;
  row.metadata = { ...made.metadata, [metadataKeys.hash]: "made:another", [metadataKeys.keys]: '{"owner":"set"}' };
  await client.until(resumeCron(server, row.cron_id, { clock }));
  expect(await client.submit({})).toMatchObject({ kind: "unchanged" });
  expect(keysOf(onlyRow(client))).toMatchObject({ owner: "user-1" });
});
