import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import * as vscode from "vscode";
import { stateFolder } from "../../../src/cli/submit/stateFolder";
import { holdSet } from "../../../src/core/apply/holdSet";
import { systemClock } from "../../../src/core/base/clock";
import { PlanDiffs } from "../../../src/features/plan/planDiffs";
import { PlanPage } from "../../../src/features/plan/planPage";
import { createFileJournal } from "../../../src/node/fileJournal";
import { EnvironmentFiles } from "../../../src/platform/servers/environments/environmentFiles";
import { FormHost } from "../../form/support/formHost";
import { cliRun } from "../../support/cliRun";
import { type RunningJavaScriptServer, startJavaScriptServer } from "../../support/javaScriptServer";
import { markedCrons } from "../../support/markedCrons";
import { openTestServer } from "../../support/testServer";
import { MemoryServer } from "../../unit/support/memoryServer";
import { createServers } from "../../unit/support/memoryServers";
import { stubState } from "../../unit/support/vscode";

let running: RunningJavaScriptServer;
beforeAll(async () => {
  running = await startJavaScriptServer();
});
afterAll(() => running.stop());

test("the doctor says of the JavaScript development server that it has no crons", async () => {
  const { out } = await cliRun(["doctor", "--url", running.url, "--json"], {});
  expect(JSON.parse(out.join("\n"))).toMatchObject({ found: [{ cause: "noCrons" }] });
});

const spec = {
  name: "report",
  thread_id: null,
  assistant_id: "chat",
  schedule: "0 9 * * 1-5",
  input: { messages: [] },
};
const noCrons = "This server (version 1.5.1) has no cron jobs, like the JavaScript development server.";
const useAnother = "Use the Python development server (langgraph dev) or a deployment.";

/** Each request so far that changes something. */
async function writes(): Promise<readonly string[]> {
  const asked = (await readFile(running.log, "utf8")).match(/<-- (POST|PATCH|PUT|DELETE) \S+/g) ?? [];
  return asked.filter((request) => !/POST \/\w+(\/crons)?\/search$/.test(request));
}

test.each([
  [["plan", "crons"]],
  [["plan", "crons", "--json"]],
  [["plan", "crons", "--format", "github", "--detailed-exitcode"]],
  [["plan", "crons", "--out", "plan.json"]],
  [["apply", "crons", "--yes"]],
  [["apply", "crons", "--yes", "--json"]],
  [["pull", "--into", "pulled"]],
  [["pull", "--into", "pulled", "--set", "reports", "--yes", "--json"]],
  [["status"]],
  [["status", "--json"]],
  [["status", "--format", "github"]],
])("%j says of the JavaScript development server that it has no crons, and writes nothing", async (args) => {
  const files = { "crons/report.cron.json": spec };
  const before = await writes();
  const err = [`${running.url}: ${noCrons} ${useAnother}`];
  expect(await cliRun([...args, "--url", running.url], { files })).toEqual({ code: 1, out: [], err });
  expect(await writes()).toEqual(before);
});

test.each([["plan"], ["apply"], ["pull"]])("%s says the same of an environment, by its name", async (command) => {
  const environments = { staging: { url: running.url } };
  const files = { "crons/report.cron.json": spec, "crons/langgraph-crons.json": { set: "reports", environments } };
  const given = { plan: ["crons"], apply: ["crons"], pull: ["--into", "crons"] }[command] ?? [];
  const before = await writes();
  // A person who is asked first is told before there is anything to ask.
  const err = [`staging (${running.url}): ${noCrons} ${useAnother}`];
  const ended = await cliRun([command, ...given, "--env", "staging"], { files, typed: [] });
  expect(ended).toEqual({ code: 1, out: [], err });
  expect(await writes()).toEqual(before);
});

test("what a submit left open is left alone if its server has become a JavaScript development server", async () => {
  const folder = await mkdtemp(join(tmpdir(), "langgraph-crons-javascript-"));
  const env = { XDG_STATE_HOME: folder };
  const journal = createFileJournal(stateFolder(env));
  const { schedule, name } = spec;
  const submission = crypto.randomUUID();
  await journal.write({ submission, server: running.url, begunAt: 1, enabled: true, schedule, timezone: null, name });
  const before = await writes();
  const files = { "crons/report.cron.json": spec };
  const refused = { code: 1, out: [], err: [`report: ${noCrons} ${useAnother}`] };
  expect(await cliRun(["submit", "crons", "--url", running.url], { files, env })).toEqual(refused);
  const asked = await cliRun(["apply", "crons", "--url", running.url], { files, env, typed: ["yes"] });
  expect(asked).toMatchObject({ code: 1, err: [`${running.url}: ${noCrons} ${useAnother}`] });
  expect([await writes(), (await journal.entries()).length]).toEqual([before, 1]);
  await rm(folder, { recursive: true, force: true });
});

test("an apply takes no lease of what has become a JavaScript development server since its plan", async () => {
  const before = await writes();
  const server = openTestServer(running.url);
  const hold = {
    server,
    clock: systemClock,
    set: undefined,
    who: "me",
    doubtMilliseconds: 100,
    onWait: () => undefined,
  };
  await expect(holdSet(hold)).rejects.toMatchObject({ problem: { kind: "noCrons", version: "1.5.1" } });
  expect(await writes()).toEqual(before);
});

test("the page of a plan says of the JavaScript development server that it has no crons", async () => {
  stubState.folders = [vscode.Uri.file("/crons")];
  stubState.files.push(vscode.Uri.file("/crons/report.cron.json"));
  stubState.fileTexts.set("/crons/report.cron.json", JSON.stringify(spec));
  const openServer = () => openTestServer(running.url);
  const { connections, store: servers } = createServers({ dev: new MemoryServer() }, { openServer });
  const placeholders = { lookup: async () => () => undefined };
  const parts = { connections, servers, placeholders, environments: new EnvironmentFiles() };
  const page = new PlanPage({ connectionId: "dev", places: [] }, parts, new PlanDiffs());
  const before = await writes();
  page.setVisible(true);
  await vi.waitFor(() => expect(JSON.stringify(page.report())).toContain("1.5.1"));
  expect(page.report()).toMatchObject({
    title: "Can't be read",
    server: { name: "dev" },
    blocks: [
      { kind: "notice", text: `${noCrons} ${useAnother}` },
      { kind: "actions", actions: [{ id: "refresh" }] },
    ],
  });
  await page.act("apply");
  expect(await writes()).toEqual(before);
  page.dispose();
});

test("a form for the JavaScript development server says that it has no crons, sends none, and goes to another server", async () => {
  const { server, submit } = markedCrons(running.url, "chat");
  const info = await server.info();
  expect(info).toMatchObject({ version: "1.5.1", hasCrons: false });
  const args = { thread_id: null, assistant_id: "chat", schedule: "0 9 * * 1-5", input: { messages: [] } };
  const draft = { arguments: args, typed: {}, name: "report" };
  const { controller, handlers } = new FormHost({ server: { kind: "ready", info }, draft, send: submit });
  const offers = ["chooseConnection", "editConnection"];
  const unavailable = { kind: "unavailable", message: expect.stringContaining("version 1.5.1"), offers };
  expect((await handlers.load({ zone: "UTC" })).target.status).toMatchObject(unavailable);
  // A form for it can be filled in.
  expect(await server.searchAssistants({ limit: 10, offset: 0 })).toMatchObject([{ graph_id: "chat" }]);
  const press = () => handlers.submit({ draft, arguments: args, unreadable: [], seen: [] });
  await press();
  const notice = { action: "chooseConnection", message: expect.stringContaining("has no cron jobs") };
  await expect.poll(() => controller.shownPhase).toMatchObject({ kind: "editing", notice });
  const log = await readFile(running.log, "utf8");
  expect(log).toContain("GET /info");
  expect(log).not.toMatch(/(POST|PATCH|DELETE) .*(crons|threads|runs)/);
  await handlers.act({ action: "chooseConnection" });
  expect(controller.stored).toMatchObject({ destination: { name: "other" }, draft });
});
