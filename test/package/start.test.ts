import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { launchBrowser, openContext } from "../support/browser";

/** What a person sees in the terminal, until it says how to end. */
async function readUntilReady(start: ChildProcess): Promise<string> {
  let said = "";
  for await (const chunk of start.stdout ?? []) {
    said += String(chunk);
    if (said.includes("Ctrl+C")) return said;
  }
  throw new Error(`npm start ended by itself:\n${said}`);
}

const addressAfter = (said: string, label: string): string => new RegExp(`${label}:\\s+(\\S+)`).exec(said)?.[1] ?? "";

const answers = async (url: string): Promise<boolean> =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  );

/** Has the usual port of `langgraph dev` taken until the test ends, by whomever. */
async function takeUsualPort(): Promise<void> {
  const taken = createServer();
  await new Promise<void>((resolve) => {
    taken.once("error", () => resolve());
    taken.listen(2024, "127.0.0.1", resolve);
  });
  onTestFinished(() => void taken.close());
}

test("npm start opens VS Code beside a real Agent Server and offers to connect them; Ctrl+C ends both", async () => {
  await takeUsualPort();
  // It builds anew, so it does that in the copy.
  const { copy } = inject("packed");
  const start = spawn(process.execPath, [join(copy, "scripts", "start.mjs"), "--browser"], { cwd: copy });
  onTestFinished(() => {
    start.kill("SIGINT");
  });
  const said = await readUntilReady(start);
  const server = addressAfter(said, "Agent Server");
  const count = await fetch(`${server}/threads/count`, { method: "POST", body: "{}" });
  expect(await count.json()).toBe(3);

  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const page = await (await openContext(browser)).newPage();
  const vscode = addressAfter(said, "VS Code");
  await page.goto(vscode);
  await page.getByRole("treeitem", { name: "langgraph.json" }).waitFor();
  await page.getByRole("tab", { name: "Crons for LangGraph" }).waitFor();
  await page.getByRole("tab", { name: "morning-report.cron.json" }).waitFor();
  const offer = page
    .locator(".notifications-toasts")
    .filter({ hasText: `An Agent Server for trying out is running at ${server}.` });
  await offer.waitFor();
  await offer.getByRole("button", { name: "Add Connection" }).click();
  await page.getByRole("treeitem", { name: `Connection ${new URL(server).host}, chosen` }).waitFor();
  await page.getByRole("treeitem", { name: "Thread Morning reports" }).waitFor();
  expect(new URL(server).port).not.toBe("2024");

  start.kill("SIGINT");
  const [code] = await once(start, "exit");
  expect(code).toBe(0);
  expect(await answers(`${server}/ok`)).toBe(false);
  expect(await answers(vscode)).toBe(false);
});
