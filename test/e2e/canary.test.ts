import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { agentServerUrl } from "../support/agentServerUrl";
import { canaryKey, expectNoCanary } from "../support/canary";
import { startGateway } from "../support/gateway";
import { expectNoCanaryOn } from "./expectNoCanaryOn";
import { CronForm } from "./pages/cronForm";
import { CronsView } from "./pages/cronsView";
import { ServerApi } from "./serverApi";
import { startTreatingProxy } from "./treatingProxy";
import { test } from "./windowTest";

const review = "Enter tests and saves; choose a line to change it";

/** All that the extension has written to its own log. */
async function ownLog(profile: string): Promise<string> {
  const texts: string[] = [];
  for await (const file of glob(join(profile, "**", "Crons for LangGraph.log")))
    texts.push(await readFile(file, "utf8"));
  return texts.join("");
}

test("A key goes to its server and nowhere else: no log, state, file, page or clipboard has it", async ({
  openWindow,
}) => {
  const key = canaryKey;
  const url = agentServerUrl();
  const api = new ServerApi(url);
  const title = `Guarded ${crypto.randomUUID()}`;
  const threadId = await api.createThread(title);
  onTestFinished(() => api.removeThread(threadId));
  const gateway = await startGateway({ target: url, key });
  onTestFinished(() => gateway.close());
  const proxy = await startTreatingProxy(gateway.url);
  const { workbench, workspace, profile } = await openWindow();
  const { page, quickInput } = workbench;
  const view = new CronsView(workbench);

  await workbench.runCommand("Developer: Set Log Level");
  await quickInput.choose("Set Log Level", "Trace");
  await workbench.runCommand("Crons for LangGraph: Add Connection…");
  await quickInput.answer(/langgraph\.json is in this workspace/, proxy.url);
  await quickInput.accept(review);
  await quickInput.choose("can be reached", "Edit the connection");
  await view.enterKey(key);
  await quickInput.accept(review);
  await view.show();
  await view.connection(proxy.url).waitFor();

  // A server that repeats what it was sent, in its refusal.
  proxy.treat(({ method, path }) =>
    method === "POST" && path.endsWith("/runs/crons")
      ? { kind: "answer", status: 422, body: { detail: `No crons for the holder of ${key} here` } }
      : { kind: "pass" },
  );
  await view.unfoldThreads();
  await view.takeFromMenu(view.thread(title), "Create Cron…");
  const form = new CronForm(workbench);
  await form.waitForFocus();
  await form.type("assistant_id", "report");
  await form.type("schedule", "0 9 * * *");
  await form.type("input", '{ "topic": "keys" }');
  await page.keyboard.press("ControlOrMeta+Enter");
  await form.footer.getByText("No crons for the holder of").waitFor();
  proxy.treat(() => ({ kind: "pass" }));
  await page.keyboard.press("ControlOrMeta+Enter");
  await form.reveal.waitFor();
  await page.keyboard.press("Enter");
  // Revealing takes the focus there, and would close a palette that is opened before.
  await view.waitForFocus(view.cron("report-daily"));
  await workbench.runCommand("Crons for LangGraph: Show Log");

  expect(gateway.requests.some(({ headers }) => headers["x-api-key"] === key)).toBe(true);
  // What is looked through is where the connection itself is kept, and where its requests are told of.
  const state = await page.context().storageState({ indexedDB: true });
  expect(JSON.stringify(state)).toContain(new URL(proxy.url).host);
  expect(await ownLog(profile)).toContain(`POST ${proxy.url}/threads/${threadId}/runs/crons`);
  await expectNoCanaryOn(page);
  expectNoCanary(workspace, profile);
});
