import { describe, expect, test } from "vitest";
import type { AgentServer } from "../../../../src/core/server/agentServer";
import type { Assistant, Cron, Thread } from "../../../../src/core/server/cron";
import { cronChoices, readNames } from "../../../../src/features/cronActions/cronChoices";
import { cronWith } from "../../../fixtures/cronWith";

const now = Date.parse("2026-12-01T07:00:00Z");
const names = {
  threads: new Map([["t1", "Morning reports"]]),
  assistants: new Map([["fe096781-5601-53d2-b2f6-0d3403f7e9ca", "agent"]]),
};
const dialect = { dialect: "secondsLast" } as const;

function cron(id: string, given: Partial<Cron> = {}): Cron {
  return cronWith({ cron_id: id, ...given });
}

const texts = async (...crons: readonly Cron[]) =>
  (await cronChoices(crons, dialect, names, now)).map(({ label, description, detail }) => [label, description, detail]);

describe("a cron in a list", () => {
  test("is shown with its name, what it does, where and when", async () => {
    const metadata = { langgraph_crons_name: "daily" };
    expect(await texts(cron("1", { metadata, thread_id: "t1", timezone: "Europe/Berlin" }))).toEqual([
      ["daily", "At 9:00 AM Europe/Berlin", "thread Morning reports · assistant agent · next run in 2 hours"],
    ]);
  });

  test("without a name, by its schedule in words", async () => {
    expect(await texts(cron("1", { schedule: "*/3 * * * *", next_run_date: null, enabled: false }))).toEqual([
      ["Every 3 minutes UTC", "*/3 * * * *", "a new thread for each run · assistant agent · paused"],
    ]);
  });

  test("is distinguished by its id only if all else is the same", async () => {
    const alike = { schedule: "*/3 * * * *", enabled: false };
    const details = (await texts(cron("a", alike), cron("b", alike), cron("c", { ...alike, thread_id: "t1" }))).map(
      ([, , detail]) => detail,
    );
    expect(details).toEqual([
      "a new thread for each run · assistant agent · paused · a",
      "a new thread for each run · assistant agent · paused · b",
      "thread Morning reports · assistant agent · paused",
    ]);
  });

  test("is sorted by its words, numbers by their size", async () => {
    const named = (name: string) => cron(name, { metadata: { name } });
    expect(
      (await texts(named("job 10"), named("Äpfel"), named("job 9"), named("zoo"))).map(([label]) => label),
    ).toEqual(["Äpfel", "job 9", "job 10", "zoo"]);
  });

  test("has no markup and no second line of a server's text", async () => {
    const [[label = "", , detail = ""] = []] = await texts(
      cron("1", { metadata: { name: "$(trash) a\nb" }, assistant_id: "x](command:y)" }),
    );
    expect(`${label} ${detail}`).not.toMatch(/\$\(|\n|\]\(/);
  });
});

describe("names of threads and assistants", () => {
  const crons = [cron("1", { thread_id: "t1" }), cron("2", { thread_id: "t1" }), cron("3")];

  test("are requested once each, for the threads that the crons have", async () => {
    const asked: unknown[] = [];
    const server = {
      searchThreads: async (query: unknown) => {
        asked.push(query);
        return [{ thread_id: "t1", metadata: { title: "Reports" } } as unknown as Thread];
      },
      searchAssistants: async () => [{ assistant_id: "a", name: "agent" } as Assistant],
    } as unknown as AgentServer;
    expect(await readNames(server, crons)).toEqual({
      threads: new Map([["t1", "Reports"]]),
      assistants: new Map([["a", "agent"]]),
    });
    expect(asked).toEqual([{ ids: ["t1"], limit: 1, offset: 0 }]);
  });

  test("are left out if a server doesn't give them", async () => {
    const fails = async () => Promise.reject(new Error("405"));
    const server = { searchThreads: fails, searchAssistants: fails } as unknown as AgentServer;
    expect(await readNames(server, crons)).toEqual({ threads: new Map(), assistants: new Map() });
  });
});
