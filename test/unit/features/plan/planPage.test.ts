import { afterEach, beforeEach, expect, it, vi } from "vitest";
import * as vscode from "vscode";
import type { ServerProblem } from "../../../../src/core/server/problems/serverProblem";
import { PlanDiffs } from "../../../../src/features/plan/planDiffs";
import { PlanPage } from "../../../../src/features/plan/planPage";
import type { EnvironmentRef } from "../../../../src/platform/app/fileNode";
import { EnvironmentFiles } from "../../../../src/platform/servers/environments/environmentFiles";
import type { ReportBlock } from "../../../../src/protocol/report";
import { MemoryServer } from "../../support/memoryServer";
import { createServers } from "../../support/memoryServers";
import { resetStub, stubEvents, stubState } from "../../support/vscode";

const folder = vscode.Uri.file("/crons");
const opened: PlanPage[] = [];

/** The server in memory says that the next run is on 1 December at 9. */
const now = Date.parse("2026-11-30T12:00:00Z");

beforeEach(() => {
  resetStub();
  vi.useFakeTimers({ now, toFake: ["Date"] });
  stubState.folders = [folder];
  stubState.answer = ({ buttons }) => buttons[0];
});
afterEach(() => {
  vi.useRealTimers();
  for (const page of opened.splice(0)) page.dispose();
});

function write(name: string, spec: object | string): void {
  const path = `/crons/${name}.cron.json`;
  if (!stubState.fileTexts.has(path)) stubState.files.push(vscode.Uri.file(path));
  stubState.fileTexts.set(path, typeof spec === "string" ? spec : JSON.stringify(spec));
}

const daily = { thread_id: null, assistant_id: "agent", schedule: "0 9 1 12 *", timezone: "UTC", input: {} };

async function open(server: MemoryServer, production = false, environment?: EnvironmentRef) {
  const { connections, store } = createServers({ dev: server });
  if (production) await connections.update("dev", { production });
  const placeholders = { lookup: async () => () => "s3cret-value" };
  const diffs = new PlanDiffs();
  const environments = new EnvironmentFiles();
  const subject = { connectionId: "dev", places: [], ...(environment === undefined ? {} : { environment }) };
  const page = new PlanPage(subject, { connections, environments, servers: store, placeholders }, diffs);
  opened.push(page);
  page.setVisible(true);
  await until(() => !isBusy(page));
  return { page, diffs };
}

const isBusy = (page: PlanPage) => ["Reading…"].includes(page.report().title) || page.report().tone === "busy";

async function until(isTrue: () => boolean): Promise<void> {
  await vi.waitFor(() => expect(isTrue()).toBe(true), { timeout: 5_000, interval: 1 });
}

/** Presses Apply, and waits for its end. */
async function apply(page: PlanPage): Promise<void> {
  await page.act("apply");
  await until(() => !isBusy(page));
}

function server(): MemoryServer {
  const made = new MemoryServer();
  made.assistants = [{ assistant_id: "fe096781-5601-53d2-b2f6-0d3403f7e9ca", graph_id: "agent", name: "agent" }];
  return made;
}

const flat = (blocks: readonly ReportBlock[]): readonly ReportBlock[] =>
  blocks.flatMap((block) => (block.kind === "section" ? [block, ...flat(block.blocks)] : [block]));
const titles = (page: PlanPage) =>
  flat(page.report().blocks).flatMap((block) => (block.kind === "section" ? [block.title] : []));
const notices = (page: PlanPage) =>
  flat(page.report().blocks).flatMap((block) => (block.kind === "notice" ? [block.text] : []));
const labels = (page: PlanPage) =>
  flat(page.report().blocks).flatMap((block) =>
    block.kind === "actions" ? block.actions.map(({ label }) => label) : [],
  );
const names = (of: MemoryServer) => [...of.crons.values()].map(({ metadata }) => metadata.langgraph_crons_name).sort();

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
  expect(labels(page)).toContain("Apply 1 Changes…");
  await apply(page);
  expect(names(dev)).toEqual(["daily"]);
  expect(stubState.messages).toContainEqual(
    expect.objectContaining({ text: "Apply to dev?", detail: expect.stringContaining("create: 1") }),
  );
  expect(notices(page)).toContainEqual(expect.stringMatching(/^Created/));
  expect(page.report().summary).toBe("applied: 1 done, 0 not done");
  await page.act("refresh");
  await until(() => !isBusy(page));
  expect(titles(page)).toEqual(["other · create", "Unchanged (1)"]);
  await apply(page);
  await page.act("refresh");
  await until(() => !isBusy(page));
  expect(notices(page)).toContain("The server has all crons as the files say.");
  expect(names(dev)).toEqual(["daily", "other"]);
});

it("shows an update key by key, and its diff has nothing else", async () => {
  write("daily", daily);
  const dev = server();
  const { page, diffs } = await open(dev);
  await apply(page);
  write("daily", { ...daily, schedule: "0 7 * * *" });
  await page.act("refresh");
  await until(() => !isBusy(page));
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
  await apply(page);
  write("daily", { ...daily, schedule: "0 7 * * *" });
  await page.act("refresh");
  await until(() => !isBusy(page));
  const [cron] = [...dev.crons.values()];
  if (cron === undefined) throw new Error("it was created");
  dev.crons.set(cron.cron_id, { ...cron, schedule: "5 5 * * *", updated_at: "2027-01-01T00:00:00Z" });
  await apply(page);
  expect(dev.crons.get(cron.cron_id)?.schedule).toBe("5 5 * * *");
  expect(notices(page)).toContainEqual(expect.stringContaining("it has changed on the server since this plan"));
  expect(page.report().tone).toBe("warning");
});

it("plans anew instead of applying files that were edited since", async () => {
  write("daily", daily);
  const dev = server();
  const { page } = await open(dev);
  write("daily", { ...daily, schedule: "0 7 * * *" });
  await apply(page);
  expect([dev.crons.size, stubState.messages.length]).toEqual([0, 0]);
  expect(notices(page)).toContain("The files have changed since this plan. It was made anew.");
  expect(JSON.stringify(page.report())).toContain("0 7 * * *");
});

it("a production server's name has to be typed", async () => {
  write("daily", daily);
  const dev = server();
  const { page } = await open(dev, true);
  stubState.input = () => "prod";
  await apply(page);
  expect([dev.crons.size, notices(page)]).toEqual([0, ["Nothing was changed."]]);
  stubState.input = () => "dev";
  await apply(page);
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
  await apply(page);
  expect(names(dev)).toEqual(["daily"]);
});

it("placeholders are not in the plan, and their values are nowhere in it after an apply", async () => {
  write("daily", { ...daily, metadata: { token: "${env:TOKEN}" } });
  const dev = server();
  const { page } = await open(dev);
  await apply(page);
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
  await page.act("refresh");
  await until(() => !isBusy(page));
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
  await apply(page);
  expect(dev.crons.size).toBe(1);
  expect(notices(page)).toContainEqual(expect.stringContaining("not today"));
  expect(page.report().summary).toBe("applied: 1 done, 1 not done");
});

it("offers nothing that was applied if the next plan fails", async () => {
  write("daily", daily);
  const dev = server();
  const { page } = await open(dev);
  await apply(page);
  dev.fails = () => ({ kind: "unreachable", reason: "ECONNREFUSED" });
  await page.act("refresh");
  await until(() => !isBusy(page));
  expect(notices(page)).toContainEqual(expect.stringContaining("ECONNREFUSED"));
  expect(labels(page)).not.toContainEqual(expect.stringMatching(/^Apply/));
});

it("a cancel leaves what was not begun, and says so", async () => {
  write("daily", daily);
  const dev = server();
  const { page } = await open(dev);
  dev.pause = async () => stubEvents.cancelledProgress.fire();
  await apply(page);
  expect([...dev.crons.values()].filter(({ enabled }) => enabled)).toEqual([]);
  expect(notices(page).join()).toMatch(/Nothing was changed|Cancelled|Not tried/);
});

it("without a spec file it says so", async () => {
  const { page } = await open(server());
  expect(notices(page)).toEqual(["There is no *.cron.json file here."]);
});

const file = "/crons/langgraph-crons.json";
const staging = { file: vscode.Uri.file(file).toString(), name: "staging" };

function writeEnvironments(environment: object): void {
  stubState.fileTexts.set(file, JSON.stringify({ set: "ours", environments: { staging: environment } }));
}

it("plans and applies specs as their environment has them", async () => {
  write("daily", daily);
  writeEnvironments({ url: "http://dev.test", overrides: { "*": { enabled: false } } });
  const dev = server();
  const { page } = await open(dev, false, staging);
  expect(page.title).toBe("Plan: all spec files → staging (dev)");
  expect(JSON.stringify(page.report())).toContain("ours");
  await apply(page);
  expect([...dev.crons.values()].map(({ enabled, metadata }) => [enabled, metadata.langgraph_crons_set])).toEqual([
    [false, "ours"],
  ]);
});

it("an environment that is marked as production asks for its name", async () => {
  write("daily", daily);
  writeEnvironments({ url: "http://dev.test", production: true });
  const dev = server();
  const { page } = await open(dev, false, staging);
  expect(page.report().server.production).toBe("production");
  stubState.input = () => "dev";
  await apply(page);
  expect(dev.crons.size).toBe(0);
  stubState.input = () => "staging";
  await apply(page);
  expect(names(dev)).toEqual(["daily"]);
});

it("sends nothing for an environment whose address has become another one", async () => {
  write("daily", daily);
  writeEnvironments({ url: "http://other.test" });
  const dev = server();
  const { page } = await open(dev, false, staging);
  expect(notices(page)).toEqual(["The environment “staging” has another address than the connection “dev”."]);
  expect(dev.requests).toEqual([]);
});

it("plans anew if the file of the environments has changed since", async () => {
  write("daily", daily);
  writeEnvironments({ url: "http://dev.test" });
  const dev = server();
  const { page } = await open(dev, false, staging);
  writeEnvironments({ url: "http://dev.test", overrides: { "*": { enabled: false } } });
  stubEvents.changedFile.fire(vscode.Uri.file(file));
  await apply(page);
  expect([dev.crons.size, notices(page)]).toEqual([0, ["The files have changed since this plan. It was made anew."]]);
});
