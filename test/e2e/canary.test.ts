import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { startGateway } from "../support/gateway";
import { openWorkbench } from "./openWorkbench";
import { CronForm } from "./pages/cronForm";
import { CronsView } from "./pages/cronsView";
import { ServerApi } from "./serverApi";
import { startTreatingProxy } from "./treatingProxy";

const review = "Enter tests and saves; choose a line to change it";

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

test("A key goes to its server and nowhere else: no state, file, page or clipboard has it", async () => {
  const key = `canary-${crypto.randomUUID()}`;
  const url = inject("agentServerUrl");
  const api = new ServerApi(url);
  const title = `Guarded ${crypto.randomUUID()}`;
  const threadId = await api.createThread(title);
  onTestFinished(() => api.removeThread(threadId));
  const gateway = await startGateway({ target: url, key });
  onTestFinished(() => gateway.close());
  const proxy = await startTreatingProxy(gateway.url);
  const { workbench, workspace, profile } = await openWorkbench({ name: "canary" });
  const { page, quickInput } = workbench;
  const view = new CronsView(workbench);

  await workbench.runCommand("Developer: Set Log Level");
  await quickInput.choose("Set Log Level", "Trace");
  await workbench.runCommand("Crons for LangGraph: Add Connection…");
  await quickInput.answer(/langgraph\.json is in this workspace/, proxy.url);
  await quickInput.accept(review);
  await quickInput.choose("can be reached", "Edit the connection");
  await quickInput.choose(review, "Key");
  await quickInput.choose(/^Key for/, "Enter a key…");
  await quickInput.answer("API key", key);
  await quickInput.accept(review);
  await view.show();
  await view.connection(proxy.url).waitFor();

  // A server that repeats what it was sent, in its refusal.
  proxy.treat(({ method, path }) =>
    method === "POST" && path.endsWith("/runs/crons")
      ? { kind: "answer", status: 422, body: { detail: `No crons for the holder of ${key} here` } }
      : { kind: "pass" },
  );
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
  await view.cron("0 9 * * *").waitFor();
  await workbench.runCommand("Crons for LangGraph: Show Log");

  expect(gateway.requests.some(({ headers }) => headers["x-api-key"] === key)).toBe(true);
  const frames = await Promise.all(page.frames().map((frame) => frame.content().catch(() => "")));
  const state = await page.context().storageState({ indexedDB: true });
  // What was looked through is where the connection itself is kept.
  expect(JSON.stringify(state)).toContain(new URL(proxy.url).host);
  const clipboard = await page.evaluate(() => navigator.clipboard.readText());
  for (const shown of [...frames, JSON.stringify(state), clipboard]) expect(shown).not.toContain(key);
  const files = [...(await filesBelow(workspace)), ...(await filesBelow(profile))];
  const texts = await Promise.all(files.map(async (file) => ({ file, text: await readFile(file, "latin1") })));
  expect(texts.filter(({ text }) => text.includes(key)).map(({ file }) => file)).toEqual([]);
});
