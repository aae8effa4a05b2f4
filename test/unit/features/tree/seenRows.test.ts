import { beforeEach, describe, expect, test } from "vitest";
import { cronWith } from "../../../fixtures/cronWith";
import { runWith } from "../../../fixtures/runWith";
import { threadWith } from "../../../fixtures/threadWith";
import { MemoryServer } from "../../support/memoryServer";
import { openTree } from "../../support/openTree";
import { resetStub } from "../../support/vscode";

beforeEach(resetStub);

describe("below a cron whose runs the server deletes", () => {
  const cron = cronWith({ cron_id: "c", thread_id: null, on_run_completed: "delete", schedule: "* * * * *" });

  function open() {
    const server = new MemoryServer([cron]);
    const tree = openTree({ dev: server });
    const rows = async () => {
      await tree.inConnection();
      const below = await tree.below({ kind: "cron", connection: tree.connection, cron });
      return Promise.all(
        below.map(async (node) => {
          const { command, contextValue, description, label } = await tree.view.items.of(node);
          return { kind: node.kind, label, description, contextValue, opens: command !== undefined };
        }),
      );
    };
    return { rows, server, ...tree };
  }

  test("is said that they are deleted, and that none was seen yet", async () => {
    const { rows } = open();
    expect(await rows()).toMatchObject([
      {
        kind: "seenOnly",
        label: "The server deletes these runs",
        description: "none was seen while VS Code was open",
        opens: false,
      },
    ]);
  });

  test("a run is listed while it is there, can be opened then, and stays listed when it is gone", async () => {
    const { connection, rows, server, store } = open();
    const created_at = new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString();
    const metadata = { assistant_id: cron.assistant_id };
    server.threads.push(threadWith({ thread_id: "t", status: "busy", created_at, updated_at: created_at, metadata }));
    const times = { created_at, updated_at: created_at };
    server.runs.set("t", [runWith({ run_id: "r", thread_id: "t", cron_id: "c", status: "running", ...times })]);
    const there = await rows();
    expect(there).toMatchObject([
      { kind: "seenOnly", description: "seen while VS Code was open" },
      { kind: "run", contextValue: "run", opens: true },
    ]);
    expect(there[1]?.description).toContain("running");
    server.threads.length = 0;
    server.runs.clear();
    await store.refresh(connection);
    expect(await rows()).toMatchObject([
      { kind: "seenOnly" },
      { kind: "seenRun", contextValue: "seenRun", description: "end not seen", opens: false },
    ]);
  });
});
