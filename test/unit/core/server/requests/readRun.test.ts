import { describe, expect, test } from "vitest";
import type { JsonObject, JsonValue } from "../../../../../src/core/base/json";
import { readRun } from "../../../../../src/core/server/requests/readRun";
import { readResult, readRunDetail } from "../../../../../src/core/server/requests/readRunDetail";
import { metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { faultOf } from "./faultOf";

const times = { created_at: "2026-11-26T10:54:01+00:00", updated_at: "2026-11-26T10:54:02+00:00" };
const kwargs = { config: { configurable: { cron_id: "c" }, metadata: { run_attempt: 2 } } };
const run = { run_id: "r", thread_id: "t", assistant_id: "a", ...times, status: "success" };

describe("a run", () => {
  test("as an Agent Server sends it", () => {
    expect(readRun({ ...run, kwargs, multitask_strategy: "enqueue" }, "answer")).toEqual({
      ...run,
      attempt: 2,
      multitask_strategy: "enqueue",
      cron_id: "c",
      isByHand: false,
    });
  });

  test("that somebody started by hand has our mark", () => {
    const metadata = { [metadataKeys.cron]: "d" };
    expect(readRun({ ...run, metadata }, "answer")).toMatchObject({ cron_id: "d", isByHand: true });
    expect(readRun({ ...run, kwargs, metadata }, "answer")).toMatchObject({ cron_id: "c", isByHand: true });
  });

  test("as Aegra sends it", () => {
    expect(readRun({ ...run, config: {}, error_message: "'topic'" }, "answer")).toEqual({
      ...run,
      attempt: undefined,
      multitask_strategy: undefined,
      cron_id: undefined,
      isByHand: false,
    });
  });

  test("in a state of a newer server's is still a run", () => {
    expect(readRun({ ...run, status: "postponed" }, "answer").status).toBe("unknown");
  });

  const withAttempt = (run_attempt: JsonValue) => ({ kwargs: { config: { metadata: { run_attempt } } } });
  test.each<[string, JsonObject]>([
    ["answer.status", { status: {} }],
    ["answer.updated_at", { updated_at: null }],
    ["answer.multitask_strategy", { multitask_strategy: 1 }],
    ["answer.kwargs.config.metadata.run_attempt", withAttempt("2")],
    ["answer.kwargs.config.metadata.run_attempt", withAttempt(-1)],
    ["answer.cron_id", { kwargs: { config: { configurable: { cron_id: 5 } } } }],
  ])("with a wrong %s is none", (place, change) => {
    expect(faultOf(() => readRun({ ...run, ...change }, "answer"))).toBe(place);
  });
});

describe("what a run was given", () => {
  const given = (more: JsonObject) => readRunDetail({ ...run, kwargs: { ...kwargs, ...more } }, "answer");

  test("is in its kwargs, without what the server added", () => {
    const configurable = {
      cron_id: "c",
      model: "small",
      langgraph_auth_user: { token: "s3cret" },
      __after_seconds__: 0,
    };
    const versions = { langgraph_version: "1.2.22", langgraph_api_version: "0.16.7" };
    const detail = given({
      input: { topic: "x" },
      command: { resume: true },
      config: { recursion_limit: 9, configurable, metadata: { run_attempt: 1, ...versions } },
      context: { cron_id: "c", model: "small", langgraph_auth_permissions: [] },
      interrupt_before: ["review"],
    });
    expect(detail).toMatchObject({
      input: { topic: "x" },
      command: { resume: true },
      interrupt_before: ["review"],
      interrupt_after: null,
      versions: { server: "0.16.7", langgraph: "1.2.22" },
      cron_id: "c",
      attempt: 1,
      result: undefined,
    });
    expect(detail.config.configurable).toEqual({ cron_id: "c", model: "small" });
    expect(detail.config.recursion_limit).toBe(9);
    expect(detail.context).toEqual({ cron_id: "c", model: "small" });
  });

  test("is in the run itself in Aegra, as is its result", () => {
    const aegra = { ...run, input: {}, config: {}, context: {}, user_id: "anonymous" };
    const result = (more: JsonObject) => readRunDetail({ ...aegra, ...more }, "answer").result;
    expect(result({ output: null, error_message: null })).toBeUndefined();
    expect(result({ output: { a: 1 }, error_message: null })).toEqual({ kind: "values", values: { a: 1 } });
    expect(result({ output: {}, error_message: "'topic'" })).toEqual({
      kind: "error",
      error: { error: "Error", message: "'topic'" },
    });
  });

  test("shows no secret of a header or a webhook", () => {
    const secret = "s3cret";
    const headers = { "x-api-key": secret, "X-Team": secret, Authorization: secret, "proxy-authorization": secret };
    const configurable = { ...headers, cookie: secret, "set-cookie": secret, model: "small" };
    const webhook = `https://user:${secret}@hooks.example.com/services/${secret}?token=${secret}`;
    const detail = given({ config: { configurable }, context: configurable, webhook });
    expect(JSON.stringify(detail)).not.toContain(secret);
    expect(detail.webhook).toBe("https://hooks.example.com/…");
    expect(detail.config.configurable).toMatchObject({ "X-Team": "…", model: "small" });
    expect(given({ webhook: `/done/${secret}` }).webhook).toBe("…");
    expect(given({ webhook: null }).webhook).toBeNull();
  });

  test.each<[string, JsonObject]>([
    ["answer.kwargs", { kwargs: null }],
    ["answer.kwargs.config", { kwargs: { config: [] } }],
    ["answer.kwargs.context", { kwargs: { context: "x" } }],
    ["answer.kwargs.command", { kwargs: { command: "x" } }],
    ["answer.kwargs.webhook", { kwargs: { webhook: 5 } }],
    ["answer.metadata", { kwargs, metadata: [] }],
    ["answer.error_message", { error_message: 5 }],
    ["answer.status", { kwargs, status: 5 }],
  ])("with a wrong %s is not read", (place, change) => {
    expect(faultOf(() => readRunDetail({ ...run, ...change }, "answer"))).toBe(place);
  });
});

describe("the answer of a join", () => {
  test.each<JsonValue>([{}, { topic: "x" }, [], "text", 5, null])("values: %j", (values) => {
    expect(readResult(values, "answer")).toEqual({ kind: "values", values });
  });

  test("an error", () => {
    const error = { error: "KeyError", message: "'topic'" };
    expect(readResult({ __error__: error }, "answer")).toEqual({ kind: "error", error });
    expect(faultOf(() => readResult({ __error__: "x" }, "answer"))).toBe("answer.__error__");
    expect(faultOf(() => readResult({ __error__: { error: "x" } }, "answer"))).toBe("answer.__error__.message");
  });
});
