import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cliRun } from "../../support/cliRun";
import { startSmallHttpServer } from "../../support/smallHttpServer";

const spec = { thread_id: null, assistant_id: "report", schedule: "27 15 1 1 *", input: { topic: "CI" } };

test("what was not done is an error of the run, and all of it a table on the run's page", async ({
  onTestFinished,
}) => {
  const state = await mkdtemp(join(tmpdir(), "langgraph-crons-apply-"));
  const server = await startSmallHttpServer();
  onTestFinished(async () => {
    await server.close();
    await rm(state, { recursive: true });
  });
  const apply = (files: Readonly<Record<string, unknown>>) =>
    cliRun(["apply", ".", "--url", server.url, "--yes", "--format", "github"], {
      files,
      env: { XDG_STATE_HOME: state, GITHUB_STEP_SUMMARY: "summary.md" },
    });
  expect((await apply({ "daily.cron.json": spec })).code).toBe(0);
  for (const [id, cron] of server.crons) server.crons.set(id, { ...cron, schedule: "1 1 1 1 *" });
  const { appended, code, out } = await apply({ "daily.cron.json": spec, "weekly.cron.json": spec });
  expect(code).toBe(1);
  expect(out).toEqual([
    expect.stringMatching(/^weekly: created /),
    expect.stringMatching(/^::error title=daily%3A conflict::daily: Left as it is\. Somebody has changed/),
    `Applied to ${server.url}: 1 done, 0 unchanged, 1 not done.`,
  ]);
  expect(appended?.[0]?.[0]).toBe("summary.md");
  expect(appended?.[0]?.[1]).toMatch(/^\| `daily` \| conflict \| `daily: Left as it is/m);
});
