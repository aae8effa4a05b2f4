import { expect, test } from "vitest";
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
    placeholders: expect.arrayContaining([{ path: ["webhook"], variable: "T_GLICH_REPORT_WEBHOOK" }]),
    left: ["config"],
  });
});

test("a spec without secrets is as it was, and a name begins with a letter", () => {
  const spec = { schedule: "0 9 * * *", webhook: "https://a.test/hook", input: { token: "short" } };
  expect(withoutSecrets(spec, "x")).toEqual({ spec, placeholders: [], left: [] });
  const hook = { webhook: `https://a.test/?token=${token}` };
  const taken = new Set(["X_WEBHOOK"]);
  expect(withoutSecrets(hook, "x", taken).spec).toEqual({ webhook: "${secret:X_WEBHOOK_2}" });
  expect(withoutSecrets(hook, "9 o'clock").spec).toEqual({ webhook: "${secret:CRON_9_O_CLOCK_WEBHOOK}" });
});
