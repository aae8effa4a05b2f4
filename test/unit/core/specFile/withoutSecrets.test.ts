import { expect, test } from "vitest";
import { specFileNames } from "../../../../src/core/specFile/specFileNames";
import { withoutSecrets } from "../../../../src/core/specFile/withoutSecrets";

const token = "a1".repeat(20);

test("what looks like a secret is a placeholder named after the spec, where one works", () => {
  const spec = {
    schedule: "0 9 * * *",
    webhook: `https://a.test/?token=${token}`,
    metadata: { team: "red", auth: { tokens: [`ghp_${"x1".repeat(12)}`, "plain"], token }, Auth_Token: token },
    config: { configurable: { api_key: token } },
  };
  expect(withoutSecrets(spec, "täglich: report")).toEqual({
    spec: {
      ...spec,
      webhook: "${secret:T_GLICH_REPORT_WEBHOOK}",
      metadata: {
        team: "red",
        auth: {
          tokens: ["${secret:T_GLICH_REPORT_METADATA_AUTH_TOKENS_0}", "plain"],
          token: "${secret:T_GLICH_REPORT_METADATA_AUTH_TOKEN}",
        },
        Auth_Token: "${secret:T_GLICH_REPORT_METADATA_AUTH_TOKEN_2}",
      },
    },
    placeholders: expect.arrayContaining(["${secret:T_GLICH_REPORT_WEBHOOK}"]),
    left: ["config"],
  });
});

test("a spec without secrets is as it was, and a name begins with a letter", () => {
  const spec = { schedule: "0 9 * * *", webhook: "https://a.test/hook", input: { token: "short" } };
  expect(withoutSecrets(spec, "x")).toEqual({ spec, placeholders: [], left: [] });
  const hook = { webhook: `https://a.test/?token=${token}` };
  expect(withoutSecrets(hook, "9 o'clock").spec).toEqual({ webhook: "${secret:CRON_9_O_CLOCK_WEBHOOK}" });
});

test.each<[string, readonly string[], readonly string[]]>([
  ["the same twice", ["a", "a", "a"], ["a", "a-2", "a-3"]],
  ["the same but for the case", ["Daily", "daily"], ["Daily", "daily-2"]],
  [
    "what no file can be named",
    ["../../etc/passwd", "a/b\\c:d", "...", "", "\u0000"],
    ["etc-passwd", "a-b-c-d", "cron", "cron-2", "cron-3"],
  ],
  ["devices of Windows", ["CON", "com1", "console"], ["cron-CON", "cron-com1", "console"]],
  ["one that another's number takes", ["a-2", "a", "a"], ["a-2", "a", "a-3"]],
  ["accents in two encodings", ["\u00e9", "e\u0301"], ["\u00e9", "\u00e9-2"]],
])("file names: %s", (_what, names, expected) => {
  expect(specFileNames(names, "cron")).toEqual(expected.map((name) => `${name}.cron.json`));
});
