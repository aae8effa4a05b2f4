import { expect, test } from "vitest";
import { answerProblem } from "../../../../../src/core/server/problems/answerProblem";

/** What Aegra 0.11.0 answers to a create or an update that it does not take, byte for byte. */
const problemFor = (body: string, status = 422) =>
  answerProblem({ status, text: body, retryAfterSeconds: null }, true, []);

test.each([
  [
    "a missing parameter",
    '{"detail":[{"type":"missing","loc":["body","input"],"msg":"Field required","input":{"assistant_id":"look"}}]}',
    "input",
    "input: Field required",
  ],
  [
    "a wrong type",
    '{"detail":[{"type":"dict_type","loc":["body","input"],"msg":"Input should be a valid dictionary","input":[]}]}',
    "input",
    "input: Input should be a valid dictionary",
  ],
  [
    "neither of two types",
    `{"detail":[{"type":"literal_error","loc":["body","interrupt_before","literal['*']"],"msg":"Input should be '*'","input":"say","ctx":{"expected":"'*'"}},{"type":"list_type","loc":["body","interrupt_before","list[str]"],"msg":"Input should be a valid list","input":"say"}]}`,
    "interrupt_before",
    "interrupt_before: Input should be '*'; Input should be a valid list",
  ],
  [
    "several parameters",
    '{"detail":[{"type":"dict_type","loc":["body","metadata"],"msg":"Input should be a valid dictionary","input":[]},{"type":"bool_parsing","loc":["body","enabled"],"msg":"Input should be a valid boolean, unable to interpret input","input":"banana"}]}',
    "metadata",
    "metadata: Input should be a valid dictionary; enabled: Input should be a valid boolean, unable to interpret input",
  ],
  [
    "a place within a parameter",
    '{"detail":[{"type":"string_type","loc":["body","stream_mode","list[str]",1],"msg":"Input should be a valid string","input":7}]}',
    "stream_mode",
    "stream_mode.1: Input should be a valid string",
  ],
  [
    "the whole, in words that name the parameter first",
    '{"detail":[{"type":"value_error","loc":["body"],"msg":"Value error, end_time must be in the future","input":{},"ctx":{"error":{}}}]}',
    "end_time",
    "end_time must be in the future",
  ],
  [
    "the webhook",
    '{"detail":[{"type":"value_error","loc":["body"],"msg":"Value error, webhook must use http or https scheme","input":{},"ctx":{"error":{}}}]}',
    "webhook",
    "webhook must use http or https scheme",
  ],
  [
    "a list of modes",
    '{"detail":[{"type":"value_error","loc":["body"],"msg":"Value error, stream_mode is too long","input":{},"ctx":{"error":{}}}]}',
    "stream_mode",
    "stream_mode is too long",
  ],
  [
    "the whole, about no parameter",
    '{"detail":[{"type":"value_error","loc":["body"],"msg":"Value error, cron payload exceeds 65536 bytes","input":{},"ctx":{"error":{}}}]}',
    null,
    "cron payload exceeds 65536 bytes",
  ],
  [
    "a part of the address",
    '{"detail":[{"type":"uuid_parsing","loc":["path","cron_id"],"msg":"Input should be a valid UUID","input":"x"}]}',
    null,
    "cron_id: Input should be a valid UUID",
  ],
  [
    "JSON that ends too early",
    '{"detail":[{"type":"json_invalid","loc":["body",12],"msg":"JSON decode error","input":{},"ctx":{"error":"Expecting value"}}]}',
    null,
    "12: JSON decode error",
  ],
  [
    "the schedule",
    '{"error":"validation_error","message":"Invalid cron schedule: 0 0 1 1","details":null}',
    "schedule",
    "Invalid cron schedule: 0 0 1 1",
  ],
  [
    "seconds, which are switched off",
    '{"error":"validation_error","message":"6-field (seconds) cron schedules are disabled. Enable CRON_ALLOW_SECONDS_SCHEDULE to allow them.","details":null}',
    "schedule",
    "6-field (seconds) cron schedules are disabled. Enable CRON_ALLOW_SECONDS_SCHEDULE to allow them.",
  ],
  [
    "the time zone",
    '{"error":"validation_error","message":"Invalid timezone: Mars/X","details":null}',
    "timezone",
    "Invalid timezone: Mars/X",
  ],
])("a refusal has a place and is readable: %s", (_, body, parameter, detail) => {
  expect(problemFor(body)).toEqual({ kind: "rejected", status: 422, detail, parameter });
});

test("a list of refusals that is not FastAPI's is still read", () => {
  expect(problemFor('{"detail":["one","two"]}')).toMatchObject({ detail: "one; two", parameter: null });
  expect(problemFor('{"detail":[{"loc":"body","msg":"x"},{"msg":7},null]}')).toMatchObject({ detail: "x" });
});

test("thousands of refusals are cut, and a key that came back in one is masked", () => {
  const secret = "sk-0123456789abcdef";
  const one = { loc: ["body", "metadata", secret], msg: `Input ${secret} is wrong` };
  const text = JSON.stringify({ detail: Array.from({ length: 50_000 }, () => one) });
  const problem = answerProblem({ status: 422, text, retryAfterSeconds: null }, true, [secret]);
  expect(problem).toMatchObject({ kind: "rejected", parameter: "metadata" });
  expect(JSON.stringify(problem)).not.toContain(secret);
  expect(JSON.stringify(problem).length).toBeLessThan(1_000);
});

test("too many crons is a refusal with its reason if the server gives no time to wait", () => {
  const body = '{"detail":"Cron limit reached: a single user may own at most 100 crons."}';
  expect(problemFor(body, 429)).toEqual({
    kind: "rejected",
    status: 429,
    detail: "Cron limit reached: a single user may own at most 100 crons.",
    parameter: null,
  });
});

test("a server that gives a time to wait is busy, in its words", () => {
  const answer = { status: 429, text: '{"detail":"Slow down"}', retryAfterSeconds: 7 };
  expect(answerProblem(answer, true, [])).toEqual({
    kind: "busy",
    status: 429,
    detail: "Slow down",
    retryAfterSeconds: 7,
  });
});
