import { describe, expect, test } from "vitest";
import { nameCron } from "../../../../../src/core/lifecycle/actions/nameCron";
import { findSameCrons, hasCronNamed, renameCron } from "../../../../../src/core/lifecycle/actions/sameCrons";
import { rootId } from "../../../../../src/core/lifecycle/lease/leaseChain";
import { cronHash } from "../../../../../src/core/lifecycle/onServer/cronHash";
import type { Cron } from "../../../../../src/core/server/cron";
import type { ServerProblem } from "../../../../../src/core/server/problems/serverProblem";
import { metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../../../fixtures/cronWith";
import { MemoryServer } from "../../../support/memoryServer";
import { recorded } from "../../../support/memoryWork";

const { hash, name } = metadataKeys;
const { signal } = new AbortController();
const clock = { now: () => 0, sleep: async () => undefined };
const options = { clock, signal };
const given = { thread_id: null, assistant_id: "agent", schedule: "0 9 * * *" };
const cron = cronWith({ cron_id: "c", payload: { assistant_id: "agent" }, metadata: { team: "red" } });
const named = (cron_id: string, own: string): Cron => ({ ...cron, cron_id, metadata: { [name]: own } });

test("a cron gets the name under the name's lock, with its hash, and keeps the rest", async () => {
  const server = new MemoryServer([cron, named("other", "b")]);
  const { calls, server: api } = recorded(server.api);
  const outcome = await nameCron(api, cron, "a", options);
  expect(outcome).toStrictEqual({ kind: "named", cron: server.crons.get("c") });
  // A key that was there before is marked as such, and not written again.
  const mark = { [metadataKeys.keys]: JSON.stringify({ team: "found" }) };
  const marked = { ...cron, metadata: { ...cron.metadata, ...mark } };
  const metadata = { ...mark, [hash]: await cronHash(marked), [name]: "a" };
  // Without the signal: it must not come too late.
  expect(calls.filter(([each]) => each === "patchCron")).toStrictEqual([
    ["patchCron", "c", { metadata }, { once: true }],
  ]);
  expect(calls[0]?.[2]).toMatchObject({ [metadataKeys.lock]: "name a" });
  const query = { metadata: { [name]: "a" }, withPayload: true, limit: 1_000, offset: 0 };
  expect(calls.find(([each]) => each === "searchCrons")).toEqual(["searchCrons", query, options]);
  expect(server.threads).toEqual([]);
});

test("a name that another cron has is taken, one that it has itself is not", async () => {
  const other = named("other", "a");
  const server = new MemoryServer([cron, other]);
  expect(await nameCron(server.api, cron, "a", options)).toEqual({
    kind: "taken",
    crons: [{ ...other, payload: cron.payload }],
  });
  expect(server.count("patchCron")).toBe(0);
  const own = named("c", "a");
  expect(await nameCron(new MemoryServer([own]).api, own, "a", options)).toMatchObject({ kind: "named" });
});

test("who comes second to give a cron a name leaves it the first one", async () => {
  const server = new MemoryServer([cron]);
  await nameCron(server.api, cron, "a", options);
  expect(await nameCron(server.api, cron, "b", options)).toEqual({ kind: "namedOtherwise", name: "a" });
  const same = { cron: named("c", "old"), name: "old" };
  expect(await renameCron(server.api, same, "c", options)).toEqual({ kind: "namedOtherwise", name: "a" });
  expect(server.count("patchCron")).toBe(1);
});

test.each<[string, string, number]>([
  ["its name shows that it was carried out", "a", 1],
  ["another name does not", "b", 2],
])("after a lost answer %s", async (_what, found, count) => {
  const server = new MemoryServer([cron]);
  const problems: ServerProblem[] = [{ kind: "unreachable", reason: "ECONNRESET" }];
  server.fails = (method) => {
    const problem = method === "patchCron" ? problems.shift() : undefined;
    if (problem !== undefined) server.crons.set("c", named("c", found));
    return problem;
  };
  await nameCron(server.api, cron, "a", options);
  expect(server.count("patchCron")).toBe(count);
});

describe("if no lock decides, it is looked for once more", () => {
  const refused: ServerProblem = { kind: "rejected", status: 422, detail: "No.", parameter: null };
  const named = async (then: (server: MemoryServer) => ServerProblem | undefined) => {
    const server = new MemoryServer([cron]);
    server.fails = (method) => {
      if (method === "searchCrons" && server.count("patchCron") > 0) return then(server);
      return method === "claimThread" ? refused : undefined;
    };
    return nameCron(server.api, cron, "a", options);
  };

  test("one that a move deleted meanwhile is not told as named", async () => {
    const detail = "The cron is gone, or another submit of this name is working on it.";
    const gone = named((server) => void server.crons.delete("c"));
    await expect(gone).rejects.toMatchObject({ problem: { status: 409, detail } });
  });

  test.each<[string, ServerProblem | undefined]>([
    ["that is there", undefined],
    ["that can't be asked for", refused],
  ])("one %s is told as named", async (_what, problem) => {
    expect((await named(() => problem)).kind).toBe("named");
  });

  test("an error of our own is thrown", async () => {
    const ours = named(() => {
      throw new TypeError("ours");
    });
    await expect(ours).rejects.toThrow("ours");
  });
});

test("the machine's clock is enough", async () => {
  expect((await nameCron(new MemoryServer([cron]).api, cron, "a")).kind).toBe("named");
});

async function withHash(cron_id: string, metadata: Cron["metadata"], more: Partial<Cron> = {}): Promise<Cron> {
  const plain = { ...cron, cron_id, metadata };
  return { ...plain, metadata: { ...metadata, [hash]: await cronHash({ ...plain, metadata: {} }) }, ...more };
}

test("the same as another spec's is what has its hash still, and another name", async () => {
  const crons = [
    await withHash("same", { [name]: "b" }),
    await withHash("its own", { [name]: "a" }),
    await withHash("without a name", {}),
    await withHash("with a strange name", { [name]: 1 }),
    await withHash("changed since", { [name]: "c" }, { schedule: "1 1 * * *" }),
    { ...(await withHash("another", { [name]: "d" })), metadata: { [name]: "d", [hash]: "0" } },
  ];
  const { calls, server } = recorded(new MemoryServer(crons).api);
  const same = await findSameCrons(server, given, "a", { signal });
  expect(same.map((each) => [each.cron.cron_id, each.name])).toEqual([["same", "b"]]);
  const query = { metadata: { [hash]: await cronHash({ ...cron, metadata: {} }) }, withPayload: true };
  expect(calls).toEqual([["searchCrons", { ...query, limit: 1_000, offset: 0 }, { signal }]]);
});

test("a name is there where any cron has it", async () => {
  const { calls, server } = recorded(new MemoryServer([named("c", "a")]).api);
  expect(await hasCronNamed(server, "a", { signal })).toBe(true);
  expect(await hasCronNamed(server, "b")).toBe(false);
  expect(calls[0]?.[2]).toEqual({ signal });
});

test("a renamed spec's cron is read again, and gets the new name", async () => {
  const server = new MemoryServer([named("c", "old")]);
  const { calls, server: api } = recorded(server.api);
  server.change("c", { schedule: "1 1 * * *" });
  const outcome = await renameCron(api, { cron: named("c", "old"), name: "old" }, "a", options);
  expect(outcome).toMatchObject({ kind: "named", cron: { schedule: "1 1 * * *", metadata: { [name]: "a" } } });
  expect(calls.filter(([each]) => each === "claimThread").map(([, id]) => id)).toEqual([
    rootId("name a"),
    rootId("name old"),
  ]);
  expect(server.threads).toEqual([]);
});
