import { beforeEach, describe, expect, test } from "vitest";
import { cronWith } from "../../../fixtures/cronWith";
import { MemoryServer } from "../../support/memoryServer";
import { createServers } from "../../support/memoryServers";
import { createGate, settle } from "../../support/settle";
import { resetStub } from "../../support/vscode";

beforeEach(resetStub);

const twoCrons = () => [cronWith({ cron_id: "a" }), cronWith({ cron_id: "b" })];

/** Holds the answer of the next search back. */
function holdSearch(server: MemoryServer) {
  const gate = createGate();
  server.pause = async (method, moment) => {
    if (method === "searchCrons" && moment === "answer") await gate.opened;
  };
  return gate;
}

describe("a write that ends while a refresh is under way (B6)", () => {
  /** The crons after it. */
  async function written(write: (servers: ReturnType<typeof createServers>) => Promise<unknown>) {
    const server = new MemoryServer(twoCrons());
    const servers = createServers({ dev: server });
    const { connection, store } = servers;
    await store.refresh(connection("dev"));
    const gate = holdSearch(server);
    const refresh = store.refresh(connection("dev"));
    await settle();
    await write(servers);
    gate.open();
    await refresh;
    return store.crons(connection("dev"));
  }

  test("a pause is not undone by the older answer", async () => {
    const crons = await written(({ actions, refs }) => actions.setEnabled(refs("dev", "a"), false));
    expect(crons.map(({ enabled }) => enabled)).toEqual([false, true]);
  });

  test("a deleted cron does not come back", async () => {
    const crons = await written(({ actions, refs }) => actions.delete(refs("dev", "a")));
    expect(crons.map(({ cron_id }) => cron_id)).toEqual(["b"]);
  });
});

describe("a caller that leaves (B7)", () => {
  test("ends its own wait, not the refresh that others wait for", async () => {
    const server = new MemoryServer(twoCrons());
    const { connection, store } = createServers({ dev: server });
    const gate = holdSearch(server);
    const form = new AbortController();
    const formsRefresh = store.refresh(connection("dev"), form.signal);
    const treesRefresh = store.refresh(connection("dev"));
    await settle();
    form.abort();
    await formsRefresh;
    gate.open();
    expect((await treesRefresh).kind).toBe("ready");
    expect(store.state(connection("dev")).kind).toBe("ready");
    expect(store.crons(connection("dev"))).toHaveLength(2);
  });
});

describe("requests and work", () => {
  describe("submits read no list of all crons (D3)", () => {
    const others = Array.from({ length: 2_500 }, (_, n) =>
      cronWith({ cron_id: `c${n}`, schedule: `${n % 60} 8 * * *` }),
    );
    const twin = cronWith({ cron_id: "twin", payload: { assistant_id: "agent", input: {} } });
    const args = { thread_id: null, assistant_id: "agent", schedule: "0 9 * * *", input: { n: 1 } };
    const submitAll = async (names: readonly (string | null)[]) => {
      const server = new MemoryServer([...others, twin]);
      const { connection, store } = createServers({ dev: server });
      await store.refresh(connection("dev"));
      server.cronQueries.length = 0;
      for (const name of names) {
        await store.submit(connection("dev"), { arguments: args, name, confirm: async () => "yes" });
      }
      expect(store.crons(connection("dev"))).toHaveLength(2_501 + names.length);
      // Each submit may look for its own cron, never for all of them.
      expect(server.cronQueries.filter(({ metadata }) => metadata === undefined)).toEqual([]);
    };

    test("of crons without a name", () => submitAll(Array.from({ length: 200 }, () => null)));

    test("of named ones, which look whether a script has made them already", () =>
      submitAll(Array.from({ length: 200 }, (_, n) => `report-${n}`)));
  });

  test("what is known for minutes is not believed to be all there is", async () => {
    const server = new MemoryServer([]);
    let now = 0;
    const { connection, store } = createServers({ dev: server }, {}, () => now);
    await store.refresh(connection("dev"));
    const script = cronWith({ cron_id: "script", payload: { assistant_id: "agent" } });
    server.crons.set(script.cron_id, script);
    const args = { thread_id: null, assistant_id: "agent", schedule: "0 9 * * *" };
    const submit = () =>
      store.submit(connection("dev"), { arguments: args, name: "report", confirm: async () => "no" });
    now = 6 * 60_000;
    expect(await submit()).toMatchObject({ kind: "needsAdopt", crons: [{ cron_id: "script" }] });
  });

  test("a refresh that finds nothing new causes no event", async () => {
    const server = new MemoryServer(twoCrons());
    const { connection, store } = createServers({ dev: server });
    await store.refresh(connection("dev"));
    let events = 0;
    store.onDidChange(() => {
      events += 1;
    });
    for (let n = 0; n < 5; n += 1) await store.refresh(connection("dev"));
    expect(events).toBe(0);
  });
});
