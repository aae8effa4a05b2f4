import { expect, it } from "vitest";
import * as vscode from "vscode";
import type { ServerProblem } from "../../../../src/core/server/problems/serverProblem";
import { stubEvents, stubState } from "../../support/vscode";
import {
  daily,
  environmentsPath,
  flat,
  labels,
  names,
  notices,
  open,
  press,
  server,
  staging,
  titles,
  usePlanPages,
  write,
  writeEnvironments,
} from "./openPlanPage";

usePlanPages();

it("says what is created, with its runs, and asks only to read", async () => {
  write("daily", daily);
  const dev = server();
  const { page } = await open(dev);
  expect(titles(page)).toEqual(["daily · create"]);
  expect(page.title).toBe("Plan: all spec files → dev");
  const table = flat(page.report().blocks).find(({ kind }) => kind === "table");
  expect(table).toMatchObject({ rows: expect.arrayContaining([["schedule", '"0 9 1 12 *"']]) });
  expect(JSON.stringify(page.report())).toContain("0 now, 1 then");
  expect([dev.crons.size, dev.requests.filter((request) => request === "createCron").length]).toEqual([0, 0]);
});

it("applies what is ticked, once, says what became of each, and is then empty", async () => {
  write("daily", daily);
  write("other", { ...daily, input: { topic: "more" } });
  const dev = server();
  const { page } = await open(dev);
  await page.act("toggle 1");
  expect(labels(page)).toContain("Apply 1 Change…");
  await press(page, "apply");
  expect(names(dev)).toEqual(["daily"]);
  expect(stubState.messages).toContainEqual(
    expect.objectContaining({ text: "Apply to dev?", detail: expect.stringContaining("create: 1") }),
  );
  expect(notices(page)).toContainEqual(expect.stringMatching(/^Created/));
  expect(page.report().summary).toBe("applied: 1 done, 0 not done");
  await press(page, "refresh");
  expect(titles(page)).toEqual(["other · create", "Unchanged (1)"]);
  await press(page, "apply");
  await press(page, "refresh");
  expect(notices(page)).toContain("The server has all crons as the files say.");
  expect(names(dev)).toEqual(["daily", "other"]);
});

it("shows an update key by key, and its diff has nothing else", async () => {
  write("daily", daily);
  const dev = server();
  const { page, diffs } = await open(dev);
  await press(page, "apply");
  write("daily", { ...daily, schedule: "0 7 * * *" });
  await press(page, "refresh");
  expect(titles(page)).toEqual(["daily · update"]);
  expect(flat(page.report().blocks)).toContainEqual(
    expect.objectContaining({ kind: "table", rows: [["schedule", '"0 9 1 12 *"', '"0 7 * * *"']] }),
  );
  await page.act("diff 0");
  const { args = [] } = stubState.commands.find(({ id }) => id === "vscode.diff") ?? {};
  const [before = "", after = ""] = [args[0], args[1]].map((uri) =>
    diffs.provideTextDocumentContent(uri as vscode.Uri),
  );
  expect(before.replace("0 9 1 12 *", "0 7 * * *")).toBe(after);
  expect(after).toContain('"name": "daily"');
});

it("leaves alone what was changed on the server after the plan", async () => {
  write("daily", daily);
  const dev = server();
  const { page } = await open(dev);
  await press(page, "apply");
  write("daily", { ...daily, schedule: "0 7 * * *" });
  await press(page, "refresh");
  const [cron] = [...dev.crons.values()];
  if (cron === undefined) throw new Error("it was created");
  dev.crons.set(cron.cron_id, { ...cron, schedule: "5 5 * * *", updated_at: "2027-01-01T00:00:00Z" });
  await press(page, "apply");
  expect(dev.crons.get(cron.cron_id)?.schedule).toBe("5 5 * * *");
  expect(notices(page)).toContainEqual(expect.stringContaining("it has changed on the server since this plan"));
  expect(page.report().tone).toBe("warning");
});

it("plans anew instead of applying files that were edited since", async () => {
  write("daily", daily);
  const dev = server();
  const { page } = await open(dev);
  write("daily", { ...daily, schedule: "0 7 * * *" });
  await press(page, "apply");
  expect([dev.crons.size, stubState.messages.length]).toEqual([0, 0]);
  expect(notices(page)).toContain("The files have changed since this plan. It was made anew.");
  expect(JSON.stringify(page.report())).toContain("0 7 * * *");
});

it("a production server's name has to be typed", async () => {
  write("daily", daily);
  const dev = server();
  const { page } = await open(dev, { production: true });
  stubState.input = () => "prod";
  await press(page, "apply");
  expect([dev.crons.size, notices(page)]).toEqual([0, ["Nothing was changed."]]);
  stubState.input = () => "dev";
  await press(page, "apply");
  expect(names(dev)).toEqual(["daily"]);
  const box = stubState.inputs[0];
  expect(await box?.validateInput?.("prod")).toBe("Type dev, or press Escape.");
});

it("a spec with an error, or a file that is none, keeps nothing else from being applied", async () => {
  write("broken", "{ ");
  write("daily", daily);
  write("wrong", { ...daily, schedule: "every day" });
  const dev = server();
  const { page } = await open(dev);
  expect(titles(page)).toEqual(["broken · has errors", "daily · create", "wrong · has errors"]);
  expect(JSON.stringify(page.report())).not.toContain("not known");
  await press(page, "apply");
  expect(names(dev)).toEqual(["daily"]);
});

it("placeholders are not in the plan, and their values are nowhere in it after an apply", async () => {
  write("daily", { ...daily, metadata: { token: "${env:TOKEN}" } });
  const dev = server();
  const { page } = await open(dev);
  await press(page, "apply");
  const [cron] = [...dev.crons.values()];
  expect(cron?.metadata.token).toBe("s3cret-value");
  expect(JSON.stringify(page.report())).not.toContain("s3cret-value");
});

const refusals: readonly (readonly [string, ServerProblem, RegExp])[] = [
  ["a refused key", { kind: "unauthorized", detail: "no", keySent: true, status: 401 } as ServerProblem, /key/i],
  ["a server that is gone", { kind: "unreachable", reason: "ECONNREFUSED" }, /ECONNREFUSED/],
];

it.each(refusals)("%s is said when it plans, and can be tried again", async (_what, problem, words) => {
  write("daily", daily);
  const dev = server();
  dev.fails = () => problem;
  const { page } = await open(dev);
  expect([page.report().tone, JSON.stringify(page.report())]).toEqual(["bad", expect.stringMatching(words)]);
  expect(labels(page)).toEqual(["Refresh"]);
  dev.fails = () => undefined;
  await press(page, "refresh");
  expect(titles(page)).toEqual(["daily · create"]);
});

it("a refusal of one cron is said at it, and the others are made", async () => {
  write("daily", daily);
  write("other", { ...daily, input: { topic: "more" } });
  const dev = server();
  const { page } = await open(dev);
  let creates = 0;
  dev.fails = (method) => {
    if (method !== "createCron") return undefined;
    creates += 1;
    return creates === 1 ? { kind: "rejected", status: 422, detail: "not today", parameter: null } : undefined;
  };
  await press(page, "apply");
  expect(dev.crons.size).toBe(1);
  expect(notices(page)).toContainEqual(expect.stringContaining("not today"));
  expect(page.report().summary).toBe("applied: 1 done, 1 not done");
});

it("offers nothing that was applied if the next plan fails", async () => {
  write("daily", daily);
  const dev = server();
  const { page } = await open(dev);
  await press(page, "apply");
  dev.fails = () => ({ kind: "unreachable", reason: "ECONNREFUSED" });
  await press(page, "refresh");
  expect(notices(page)).toContainEqual(expect.stringContaining("ECONNREFUSED"));
  expect(labels(page)).not.toContainEqual(expect.stringMatching(/^Apply/));
});

it("a cancel leaves what was not begun, and says so", async () => {
  write("daily", daily);
  const dev = server();
  const { page } = await open(dev);
  dev.pause = async () => stubEvents.cancelledProgress.fire();
  await press(page, "apply");
  expect([...dev.crons.values()].filter(({ enabled }) => enabled)).toEqual([]);
  expect(notices(page).join()).toMatch(/Nothing was changed|Cancelled|Not tried/);
});

it("without a spec file it says so", async () => {
  const { page } = await open(server());
  expect(notices(page)).toEqual(["There is no *.cron.json file here."]);
});

it("plans and applies specs as their environment has them", async () => {
  write("daily", daily);
  writeEnvironments({ url: "http://dev.test", overrides: { "*": { enabled: false } } });
  const dev = server();
  const { page } = await open(dev, { environment: staging });
  expect(page.title).toBe("Plan: all spec files → staging (dev)");
  expect(JSON.stringify(page.report())).toContain("ours");
  await press(page, "apply");
  expect([...dev.crons.values()].map(({ enabled, metadata }) => [enabled, metadata.langgraph_crons_set])).toEqual([
    [false, "ours"],
  ]);
});

it("an environment that is marked as production asks for its name", async () => {
  write("daily", daily);
  writeEnvironments({ url: "http://dev.test", production: true });
  const dev = server();
  const { page } = await open(dev, { environment: staging });
  expect(page.report().server.production).toBe("production");
  stubState.input = () => "dev";
  await press(page, "apply");
  expect(dev.crons.size).toBe(0);
  stubState.input = () => "staging";
  await press(page, "apply");
  expect(names(dev)).toEqual(["daily"]);
});

it("sends nothing for an environment whose address has become another one", async () => {
  write("daily", daily);
  writeEnvironments({ url: "http://other.test" });
  const dev = server();
  const { page } = await open(dev, { environment: staging });
  expect(notices(page)).toEqual(["The environment “staging” has another address than the connection “dev”."]);
  expect(dev.requests).toEqual([]);
});

it.each([
  ["as VS Code has told", true],
  ["which VS Code has not told yet", false],
])("plans anew if the file of the environments has changed since, %s", async (_what, isTold) => {
  write("daily", daily);
  writeEnvironments({ url: "http://dev.test" });
  const dev = server();
  const { page } = await open(dev, { environment: staging });
  writeEnvironments({ url: "http://dev.test", overrides: { "*": { enabled: false } } });
  if (isTold) stubEvents.changedFile.fire(vscode.Uri.file(environmentsPath));
  await press(page, "apply");
  expect([dev.crons.size, notices(page)]).toEqual([0, ["The files have changed since this plan. It was made anew."]]);
});
