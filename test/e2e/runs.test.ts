import { beforeAll, expect } from "vitest";
import { type RunningAgentServer, startAgentServer } from "../support/agentServer";
import { firingGraphs } from "../support/firingGraphs";
import { CronsView } from "./pages/cronsView";
import { ServerApi } from "./serverApi";
import { takePicture } from "./takePicture";
import { test } from "./windowTest";

let agentServer: RunningAgentServer;
let server: ServerApi;

beforeAll(async () => {
  agentServer = await startAgentServer({ name: "runs", graphs: firingGraphs });
  server = new ServerApi(agentServer.url);
  return () => agentServer.stop();
});

/** A cron on a thread of its own, both with this title, which has run once. */
async function cronThatRan(title: string, assistant: string): Promise<string> {
  const threadId = await server.createThread(title);
  const { cron_id } = await server.createCron(threadId, {
    assistant_id: assistant,
    input: { topic: "the quarter" },
    schedule: "0 9 1 1 *",
    timezone: "Europe/Berlin",
    metadata: { name: title },
  });
  await server.run(threadId, assistant, cron_id);
  return threadId;
}

test("By keyboard: from a failed run's row to its error, and from a question to its answer", async ({ openWindow }) => {
  await cronThatRan("crm-sync", "needy");
  const asking = await cronThatRan("contract-renewal", "ask");
  const { workbench } = await openWindow();
  const { keyboard } = workbench.page;
  const view = new CronsView(workbench);
  await view.addConnection(agentServer.url);

  const openRun = async (title: string) => {
    await view.focusRow(view.cron(title));
    await keyboard.press("ArrowRight");
    await workbench.treeItem(/^Run /).last().waitFor();
    await view.focusRow(workbench.treeItem(/^Run /).last());
    await keyboard.press("Enter");
  };
  await openRun("crm-sync");
  const page = workbench.webview();
  await page.getByRole("heading", { level: 1, name: /^Failed / }).waitFor();
  await page.getByRole("region", { name: "Error" }).getByText("KeyError").waitFor();
  await takePicture(workbench, "run-failed");
  await workbench.runCommand("View: Close All Editors");

  await openRun("contract-renewal");
  await workbench.treeItem(/^Run .*waits for a person/).waitFor();
  await page.getByRole("heading", { level: 1, name: /^Waits for a person/ }).waitFor();
  await page.getByRole("region", { name: "What it asks" }).getByText("Publish?").waitFor();
  await takePicture(workbench, "run-waits");
  const answer = page.getByRole("textbox", { name: "Answer as JSON" });
  const send = page.getByRole("button", { name: "Send Answer" });
  await answer.fill("yes");
  await send.press("Enter");
  await page.getByRole("alert").getByText("The answer is not JSON").waitFor();
  expect(await server.runs(asking)).toHaveLength(1);
  await answer.fill('{"publish": true}');
  await send.press("Enter");
  await page.getByText(/^Answered\. Run /).waitFor();
  await expect
    .poll(async () => (await server.runs(asking)).map(({ status }) => status))
    .toEqual(["success", "success"]);
  await page.getByRole("heading", { level: 1, name: /^Stopped to ask a person/ }).waitFor();
});
