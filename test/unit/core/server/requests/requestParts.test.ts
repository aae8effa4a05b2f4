import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { capabilitiesOf, pollMillisecondsOf } from "../../../../../src/core/server/capabilities";
import { createAgentServer } from "../../../../../src/core/server/httpAgentServer";
import { answerProblem } from "../../../../../src/core/server/problems/answerProblem";
import { ServerFailure } from "../../../../../src/core/server/problems/serverProblem";
import { readInfo } from "../../../../../src/core/server/requests/readAnswers";
import { headerRefusal, requestHeaders } from "../../../../../src/core/server/requests/requestHeaders";
import { idSegment, isBelow, pathSegment, requestUrl } from "../../../../../src/core/server/requests/requestUrl";
import { maximumTries, retryAfterSeconds, retryDelay } from "../../../../../src/core/server/requests/retryDelay";
import { failureOf } from "../../../../support/failureOf";

const bases = ["http://127.0.0.1:2024", "https://example.com", "https://example.com/a/b", "http://[::1]:8080/x%20y"];
const runs = { numRuns: 1_000, seed: 11 };

describe("the address of a request", () => {
  test("stays below the connection's URL, whatever an id contains", () => {
    const hostile = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "..",
        ".",
        "../../runs/crons/search",
        "%2e%2e",
        "a?b",
        "a#b",
        "//evil.example",
        "\\..\\x",
        "@evil",
        "a/b",
        " ",
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...bases), hostile, (base, id) => {
        try {
          const url = requestUrl(base, {
            method: "GET",
            path: `/assistants/${pathSegment(id, "GET", "assistant_id")}/graph`,
          });
          expect(isBelow(base, url)).toBe(true);
          const [, segment = "", last] = /\/assistants\/([^/]*)\/(\w+)$/.exec(url.pathname) ?? [];
          expect([decodeURIComponent(segment), last, url.search, url.hash]).toEqual([id, "graph", "", ""]);
        } catch (failure) {
          if (!(failure instanceof ServerFailure)) throw failure;
          expect(failure.problem).toMatchObject({ kind: "rejected", status: 0, parameter: "assistant_id" });
        }
      }),
      runs,
    );
  });

  test("is refused if a complete path leaves the connection's URL", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...bases),
        fc.constantFrom("/", "//", "/../", "@", ""),
        fc.string(),
        (base, start, tail) => {
          try {
            expect(isBelow(base, requestUrl(base, { method: "POST", path: start + tail }))).toBe(true);
          } catch (failure) {
            expect(failure).toBeInstanceOf(ServerFailure);
          }
        },
      ),
      runs,
    );
    for (const path of ["/../x", "/a/../../x", "/%2e%2e/x", "/a?b=1", "/a#b", "@evil.example/", "/a\\..\\b"]) {
      for (const base of ["https://example.com", "https://example.com/base"])
        expect(() => requestUrl(base, { method: "GET", path }), path).toThrow(ServerFailure);
    }
  });

  test("keeps query values as they are, repeated names in order", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string())), (query) => {
        const url = requestUrl("https://example.com/a", { method: "POST", path: "/runs/crons" }, query);
        expect([...url.searchParams]).toEqual(query);
      }),
      runs,
    );
  });

  test.each(["", "agent", "../../runs/crons/search", "1", "00000000-0000-4000-8000-00000000000g"])(
    "an id that is not a UUID (%j) is not sent",
    async (id) => {
      expect(() => idSegment(id, "GET", "thread_id")).toThrow(ServerFailure);
      const server = createAgentServer({
        baseUrl: "http://127.0.0.1:1",
        headers: {},
        apiKey: undefined,
        timeoutMilliseconds: 100,
      });
      const create = {
        method: "POST",
        path: `/threads/${encodeURIComponent(id)}/runs/crons`,
        query: [],
        headers: {},
        body: {},
      } as const;
      const page = { limit: 1, offset: 0 };
      const calls = [
        server.runs(id, page),
        server.getCron(id),
        server.patchCron(id, {}),
        server.deleteCron(id),
        server.createCron(create),
      ];
      for (const call of calls) expect((await failureOf(call)).problem).toMatchObject({ kind: "rejected", status: 0 });
    },
  );
});

describe("the headers of a request", () => {
  const sources = { connection: { Authorization: "Bearer a" }, apiKey: "key", call: {}, hasBody: true };
  const name = { method: "POST", path: "/runs/crons" } as const;

  test("are the connection's, the call's over them, and the key", () => {
    expect(requestHeaders({ ...sources, call: { "X-Team": "a b", authorization: "Bearer b" } }, name)).toEqual({
      accept: "application/json",
      "content-type": "application/json",
      authorization: "Bearer b",
      "x-team": "a b",
      "x-api-key": "key",
    });
  });

  test.each([
    ["X-Api-Key", "mine", "request.header-reserved"],
    ["Content-Type", "text/plain", "request.header-reserved"],
    ["Host", "evil.example", "request.header-reserved"],
    ["Transfer-Encoding", "chunked", "request.header-reserved"],
    ["x-team", "a\r\nx-api-key: b", "request.header-value"],
    ["x-team", "a\u0000", "request.header-value"],
    ["x-team", "“a”", "request.header-value"],
    ["x team", "a", "request.header-name"],
    ["", "a", "request.header-name"],
    ["x-team:", "a", "request.header-name"],
    ["x\r\ny", "a", "request.header-name"],
    ["ü", "a", "request.header-name"],
  ])("%j: %j is refused before anything is sent", (header, value, refusal) => {
    expect(headerRefusal(header, value)).toBe(refusal);
    const send = () => requestHeaders({ ...sources, call: { [header]: value } }, name);
    expect(send).toThrow(ServerFailure);
    expect(send).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ parameter: "headers", status: 0 }) }),
    );
  });

  test("are never refused by `fetch` if they were accepted here", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (header, value) => {
        if (headerRefusal(header, value) === null) expect(() => new Headers({ [header]: value })).not.toThrow();
      }),
      runs,
    );
  });
});

describe("pauses between tries", () => {
  test("grow, and stay within a minute; a server that asks for more is not asked again", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.option(fc.nat(200)), (random, asked) => {
        const pauses = Array.from({ length: maximumTries }, (_, index) => retryDelay(index + 1, asked, () => random));
        if (asked !== null) {
          expect(new Set(pauses)).toEqual(new Set([asked > 60 ? null : asked * 1000]));
          return;
        }
        for (const [index, pause] of pauses.entries()) {
          expect(pause).toBeGreaterThanOrEqual(pauses[index - 1] ?? 0);
          expect(pause).toBeLessThanOrEqual(60_000);
        }
      }),
      runs,
    );
  });

  test.each([
    [null, null],
    ["5", 5],
    [" 5 ", 5],
    ["-5", null],
    ["soon", null],
    ["Thu, 01 Jan 1970 00:00:10 GMT", 10],
    ["Wed, 31 Dec 1969 23:00:00 GMT", 0],
  ])("Retry-After %j is %j seconds", (header, seconds) => {
    expect(retryAfterSeconds(header, 0)).toBe(seconds);
  });
});

describe("a refusal's words", () => {
  const said = (status: number, detail: unknown) =>
    answerProblem({ status, text: JSON.stringify({ detail }), retryAfterSeconds: null }, false, []);

  test("are one line, cut, and free of terminal controls and direction marks", () => {
    const problem = said(400, `\u001b[31mred\u001b[0m\u202Eevil\r\n<img src=x> ${"long ".repeat(1_000)}`);
    const detail = problem.kind === "rejected" ? problem.detail : "";
    expect(detail).toMatch(/^\[31mred \[0m evil <img src=x> long /);
    expect(detail.length).toBeLessThanOrEqual(601);
  });

  test("name the place within a parameter", () => {
    const detail = '5 is not of type "array"\n\nFailed validating "type" in …\n\nOn instance["config"]["tags"]:\n    5';
    expect(said(422, detail)).toEqual({
      kind: "rejected",
      status: 422,
      detail: 'config.tags: 5 is not of type "array"',
      parameter: "config",
    });
  });

  test("may come as FastAPI's list, as plain text, or not at all", () => {
    expect(said(422, [{ loc: ["body"], msg: "field required" }, { msg: "too long" }])).toMatchObject({
      detail: "field required; too long",
    });
    const text = (body: string) => answerProblem({ status: 500, text: body, retryAfterSeconds: null }, false, []);
    expect(text("Internal Server Error")).toEqual({
      kind: "serverError",
      status: 500,
      detail: "Internal Server Error",
    });
    expect(text("<html><script>")).toEqual({ kind: "serverError", status: 500, detail: "" });
    expect(said(500, null)).toEqual({ kind: "serverError", status: 500, detail: "" });
  });
});

test.each([
  ["0.16.7", true, true],
  ["0.7.21", true, true],
  ["0.7.20", true, false],
  ["0.7.15rc1", true, false],
  ["0.7.14", false, false],
  ["0.6.99", false, false],
  ["1.0.0", true, true],
  ["dev", true, true],
])("server %s: created paused %j, switched on later %j", (version, createsPaused, patches) => {
  expect(capabilitiesOf({ product: "agentServer", version })).toMatchObject({
    createsPaused,
    patches,
    marksRuns: true,
    secondsFirst: false,
  });
});

test.each([
  [{ version: "0.16.7", langgraph_py_version: "1.0.0", flags: { crons: true } }, "agentServer"],
  [{ name: "Aegra", version: "0.11.0" }, "aegra"],
  [{ name: "Somebody's", version: "3" }, "other"],
] as const)("%j is the %s", (answer, product) => {
  expect(readInfo(answer, "info")).toMatchObject({ product });
});

test.each([
  ["0.16.7", true],
  ["0.7.30", true],
  ["0.7.29", false],
])("server %s keeps metadata that a PATCH does not name: %j", (version, mergesMetadata) => {
  expect(capabilitiesOf({ product: "agentServer", version })).toMatchObject({ mergesMetadata });
});

test.each(["aegra", "other"] as const)("a server of %s is not one of those that can't pause", (product) => {
  expect(capabilitiesOf({ product, version: "0.7.14" })).toEqual({
    createsPaused: true,
    patches: true,
    readsById: false,
    mergesMetadata: product !== "aegra",
    marksRuns: product !== "aegra",
    secondsFirst: product === "aegra",
  });
});

test.each([
  [undefined, 5_000],
  ["agentServer", 5_000],
  ["aegra", 60_000],
  ["other", 60_000],
] as const)("a server of %s looks for crons that are due every %i ms", (product, milliseconds) => {
  expect(pollMillisecondsOf(product && { product })).toBe(milliseconds);
});
