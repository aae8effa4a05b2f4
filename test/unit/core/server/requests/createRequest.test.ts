import { describe, expect, test } from "vitest";
import type { CronArguments } from "../../../../../src/core/arguments/cronArguments";
import { createRequest } from "../../../../../src/core/server/requests/createRequest";
import { plainSpec, threadId } from "../../../../fixtures/specs/goodSpecs";

const plain: CronArguments = { thread_id: threadId, assistant_id: "agent", schedule: "27 15 * * *" };

describe("createRequest", () => {
  test("puts each argument in its place and leaves out what isn't set", () => {
    const args: CronArguments = { ...plain, headers: { "x-team": "red" }, params: { a: [1, null, true], b: "c d" } };
    expect(createRequest(args, { name: null })).toEqual({
      method: "POST",
      path: `/threads/${threadId}/runs/crons`,
      query: [
        ["a", "1"],
        ["a", ""],
        ["a", "true"],
        ["b", "c d"],
      ],
      headers: { "x-team": "red" },
      body: { assistant_id: "agent", schedule: "27 15 * * *" },
    });
  });

  test("uses another address without a thread, where on_run_completed belongs", () => {
    const args: CronArguments = { ...plain, thread_id: null, on_run_completed: "keep" };
    expect(createRequest(args, { name: null })).toMatchObject({
      path: "/runs/crons",
      body: { on_run_completed: "keep" },
    });
    expect(createRequest({ ...args, thread_id: threadId }, { name: null }).body).not.toHaveProperty("on_run_completed");
  });

  test("marks a named spec in the metadata, beside the user's keys", () => {
    const args: CronArguments = { ...plain, metadata: { team: "x" } };
    expect(createRequest(args, { name: "daily" }).body.metadata).toEqual({ team: "x", langgraph_crons_name: "daily" });
    expect(createRequest(args, { name: null }).body.metadata).toEqual({ team: "x" });
  });

  test("writes end_time as Python's isoformat does", () => {
    const end = (end_time: string) => createRequest({ ...plain, end_time }, { name: null }).body.end_time;
    expect(end("2027-01-01T00:00:00Z")).toBe("2027-01-01T00:00:00+00:00");
    expect(end("2027-01-01 08:30-00:00")).toBe("2027-01-01T08:30:00+00:00");
    expect(end("2027-01-01T00:00:00.5+05:30")).toBe("2027-01-01T00:00:00.500000+05:30");
  });

  test("keeps a hostile thread id inside its path segment", () => {
    const path = (thread_id: string) => createRequest({ ...plain, thread_id }, { name: null }).path;
    expect(path("../../runs")).toBe("/threads/..%2F..%2Fruns/runs/crons");
    expect(path("..")).toBe("/threads/%2E%2E/runs/crons");
    expect(path("a'b(c)*!~ä")).toBe("/threads/a%27b%28c%29%2A%21~%C3%A4/runs/crons");
  });

  test("does not change its arguments", () => {
    const args = { ...plain, ...plainSpec, metadata: Object.freeze({ a: 1 }) };
    createRequest(Object.freeze(args), { name: "x" });
    expect(args.metadata).toEqual({ a: 1 });
  });
});
