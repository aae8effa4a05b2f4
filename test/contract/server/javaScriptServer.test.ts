import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FormHost } from "../../form/support/formHost";
import { cliRun } from "../../support/cliRun";
import { type RunningJavaScriptServer, startJavaScriptServer } from "../../support/javaScriptServer";
import { markedCrons } from "../../support/markedCrons";

let running: RunningJavaScriptServer;
beforeAll(async () => {
  running = await startJavaScriptServer();
});
afterAll(() => running.stop());

test("the doctor says of the JavaScript development server that it has no crons", async () => {
  const { out } = await cliRun(["doctor", "--url", running.url, "--json"], {});
  expect(JSON.parse(out.join("\n"))).toMatchObject({ found: [{ cause: "noCrons" }] });
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
