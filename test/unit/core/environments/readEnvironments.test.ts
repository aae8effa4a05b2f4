import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../../../src/core/base/json";
import { readEnvironments } from "../../../../src/core/environments/readEnvironments";
import { findingMessage } from "../../../../src/core/finding/findingMessage";

const url = "https://agents.example.com";
const withOne = (more: Readonly<Record<string, JsonValue>>) => ({ environments: { staging: { url, ...more } } });

/** What is wrong, each with the text at its place. */
function mistakesIn(file: JsonValue | string): readonly (readonly [at: string, message: string])[] {
  const text = typeof file === "string" ? file : JSON.stringify(file);
  const read = readEnvironments(text);
  if (read.ok) return [];
  return read.failure.map(({ finding, range: { length, offset } }) => {
    return [text.slice(offset, offset + length), findingMessage(finding)];
  });
}

test("reads what the file says, with comments and its addresses as a connection has them", () => {
  const read = readEnvironments(`{
    "set": "billing-crons", // of this folder
    "environments": {
      "local": { "url": "localhost:2024" },
      "production": {
        "url": "https://Agents.example.com/", "apiKeyEnv": "PROD_KEY", "production": true,
        "overrides": { "*": { "enabled": false }, "daily": { "schedule": "0 7 * * *" }, },
      },
    },
  }`);
  if (!read.ok) throw new Error("it is right");
  expect(read.value.set).toBe("billing-crons");
  expect(Object.fromEntries(read.value.environments)).toEqual({
    local: { name: "local", url: "http://localhost:2024", production: false, overrides: new Map() },
    production: {
      name: "production",
      url,
      apiKeyEnv: "PROD_KEY",
      production: true,
      overrides: new Map<string, unknown>([
        ["*", { enabled: false }],
        ["daily", { schedule: "0 7 * * *" }],
      ]),
    },
  });
});

describe("each mistake has its place and says what to do", () => {
  test.each<[JsonValue | string, string, RegExp]>([
    ["", "", /is empty/],
    ["{", "", /./],
    ["[]", "[]", /must be an object/],
    [{}, "{}", /“environments” is missing/],
    [{ environments: [] }, "[]", /must be an object/],
    [{ ...withOne({}), sett: "a" }, "sett", /no key “sett” here\. Did you mean “set”\?/],
    [{ ...withOne({}), colour: 1 }, "colour", /no key “colour” here\. What can be set: .*environments/],
    [{ ...withOne({}), set: "" }, '""', /id of a set/],
    [{ ...withOne({}), set: "a b" }, '"a b"', /id of a set/],
    [{ environments: { a: 1 } }, "1", /must be an object/],
    [{ environments: { a: {} } }, "{", /“url” must be the address/],
    [{ environments: { a: { url: 1 } } }, "1", /“url” must be the address/],
    [withOne({ url: "ftp://a" }), '"ftp://a"', /http/],
    [withOne({ url: "https://a?key=1" }), '"https://a?key=1"', /query/],
    [withOne({ production: "yes" }), '"yes"', /true or false/],
    [withOne({ apiKeyEnv: "my key" }), '"my key"', /name of an environment variable/],
    [withOne({ apikeyEnv: "A" }), "apikeyEnv", /Did you mean “apiKeyEnv”/],
    [withOne({ overrides: { daily: 1 } }), "1", /must be an object/],
    [withOne({ overrides: { daily: { shedule: "x" } } }), "shedule", /Did you mean “schedule”/],
    [
      withOne({ overrides: { daily: { thread_id: null } } }),
      "thread_id",
      /same in all environments\. What can be set otherwise: schedule, timezone/,
    ],
    ['{ "environments": {}, "environments": {} }', "environments", /“environments” is there twice/],
    [`{ "environments": { "a": { "url": "${url}", "overrides": { "*": { "config": ${"[".repeat(200)}`, "[", /too deep/],
  ])("%j", (file, at, message) => {
    expect(mistakesIn(file)).toEqual([[at, expect.stringMatching(message)]]);
  });

  test("a file that is far too large", () => {
    expect(mistakesIn(" ".repeat(1_000_001))).toEqual([[" ", expect.stringMatching(/million/)]]);
  });

  test("all of them at once", () => {
    expect(mistakesIn({ set: 1, environments: { a: { url: 1, production: 1 } } })).toHaveLength(3);
  });
});

test.each(["lsv2_pt_0123456789abcdef0123456789abcdef_0123456789", "sk-secret", "${secret:KEY}", "key with blanks"])(
  "a key in place of a variable's name is repeated nowhere: %s",
  (key) => {
    const told = JSON.stringify(mistakesIn(withOne({ apiKeyEnv: key })).map(([, message]) => message));
    expect(told).toMatch(/remove it, also from git's history/);
    expect(told).not.toContain(key);
  },
);

test("a password in an address is repeated nowhere", () => {
  const told = mistakesIn(withOne({ url: "https://me:hunter2@example.com" })).map(([, message]) => message);
  expect(told).toEqual([expect.stringMatching(/user name or password/)]);
  expect(told.join()).not.toContain("hunter2");
});

test("no text makes it throw, and each mistake lies within the text", () => {
  const part = fc.constantFrom(
    '{"environments":',
    '{"a":',
    '{"url":"https://a"',
    "}",
    "]",
    ",",
    '"overrides":',
    '{"*":',
    "null",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json(),
        fc.array(part).map((parts) => parts.join("")),
      ),
      (text) => {
        const read = readEnvironments(text);
        if (read.ok) return;
        expect(read.failure.length).toBeGreaterThan(0);
        for (const { range } of read.failure) {
          expect(range.offset).toBeGreaterThanOrEqual(0);
          expect(range.offset + range.length).toBeLessThanOrEqual(Math.max(1, text.length));
        }
      },
    ),
  );
});
