import { expect, test } from "vitest";
import { l10nBundle } from "../../../../../scripts/l10nBundle";
import { problemText } from "../../../../../src/cli/problemText";
import { problemAdvice, problemTexts, strangeAnswerTexts } from "../../../../../src/core/server/problems/problemTexts";
import type { ServerProblem } from "../../../../../src/core/server/problems/serverProblem";
import { serverProblemMessage } from "../../../../../src/platform/words/serverProblemMessage";

const problems: readonly (readonly [ServerProblem, string])[] = [
  [{ kind: "unreachable", reason: "ECONNREFUSED" }, "can't be reached (ECONNREFUSED)."],
  [{ kind: "timeout", milliseconds: 20_000 }, "did not answer within 20 seconds."],
  [{ kind: "cancelled" }, "Cancelled."],
  [{ kind: "unauthorized", status: 403, detail: "no such key", keySent: true }, "refused the key (403): no such key."],
  [{ kind: "unauthorized", status: 401, detail: "", keySent: false }, "requires a key (401)."],
  [{ kind: "notFound", detail: "Cron 'x' not found" }, "Not found on the server: Cron 'x' not found."],
  [{ kind: "rejected", status: 422, detail: "Bad zone.", parameter: "timezone" }, "refused (422): Bad zone."],
  [{ kind: "rejected", status: 400, detail: "", parameter: null }, "refused (400) and gave no reason."],
  [{ kind: "rejected", status: 0, detail: "“x” is not a UUID.", parameter: null }, "“x” is not a UUID."],
  [{ kind: "noCrons", version: "1.5.1" }, "(version 1.5.1) has no cron jobs"],
  [{ kind: "moved", origin: "https://other.example" }, "redirects to https://other.example;"],
  [{ kind: "busy", status: 429, retryAfterSeconds: 3_600, detail: "" }, "busy (429) and asks to wait 60 minutes."],
  [{ kind: "busy", status: 429, retryAfterSeconds: 119, detail: "" }, "busy (429) and asks to wait 119 seconds."],
  [{ kind: "busy", status: 503, retryAfterSeconds: null, detail: "" }, "busy (503)."],
  [{ kind: "busy", status: 503, retryAfterSeconds: null, detail: "full" }, "busy (503): full."],
  [{ kind: "rejected", status: 429, detail: "Cron limit reached", parameter: null }, "(429): Cron limit reached."],
  [{ kind: "tooLarge", megabytes: 32 }, "larger than 32 MB"],
  [
    { kind: "noServer", url: "https://example.com/lg", asked: "GET /info", answered: "web page" },
    "no Agent Server at https://example.com/lg: it answers GET /info with a web page.",
  ],
  [
    { kind: "noServer", url: "http://127.0.0.1:1", asked: "GET /info", answered: 404 },
    "it answers GET /info with status 404.",
  ],
  [{ kind: "notAgentServer", reason: "html" }, "not from an Agent Server: html."],
  [{ kind: "serverError", status: 500, detail: "boom" }, "failed (500): boom."],
  [{ kind: "serverError", status: 502, detail: "" }, "failed (502) and gave no reason."],
];

test.each(problems)("%j has the same text in the editor and on the command line", (problem, words) => {
  for (const said of [problemText(problem), serverProblemMessage(problem)]) {
    expect(said).toContain(words);
    expect(said).not.toMatch(/[{}]|\.\./);
  }
});

test("no server's refusal claims that nothing was sent", () => {
  for (const [problem] of problems.filter(([{ kind }]) => kind !== "moved")) {
    expect(problemText(problem) + serverProblemMessage(problem)).not.toMatch(/nothing was sent/i);
  }
});

test("a server's words are one plain line in the editor", () => {
  const detail = "a\n[click](command:x) $(zap)";
  const said = serverProblemMessage({ kind: "rejected", status: 422, detail, parameter: null });
  expect(said).toBe("The server refused (422): a [click] (command:x) $ (zap).");
});

test("everything that the editor says about a problem can be translated", () => {
  const bundle: unknown = JSON.parse(l10nBundle());
  for (const text of [
    ...Object.values(problemTexts),
    ...Object.values(strangeAnswerTexts),
    ...Object.values(problemAdvice.editor),
  ]) {
    expect(bundle).toHaveProperty([text], text);
  }
});
