import { beforeAll, expect, onTestFinished } from "vitest";
import { CronsView } from "../e2e/pages/cronsView";
import { ServerApi } from "../e2e/serverApi";
import { takePicture } from "../e2e/takePicture";
import { test } from "../e2e/windowTest";
import { type RunningAgentServer, startAgentServer } from "../support/agentServer";
import { firingGraphs } from "../support/firingGraphs";

/** A server of its own: its crons run all the time. */
let agentServer: RunningAgentServer;
let server: ServerApi;

beforeAll(async () => {
  agentServer = await startAgentServer({ name: "live-tree", graphs: firingGraphs, jobs: 10 });
  server = new ServerApi(agentServer.url);
  return () => agentServer.stop();
});

test("The tree says how each cron is doing, and keeps itself up to date while somebody looks", async ({
  openWindow,
}) => {
  /** The seconds come last. Two such crons are as many as may be asked about that often. */
  const soon = "* * * * * */10";
  const yearly = { input: {}, schedule: "0 9 1 1 *" };
  await server.createOnThread("daily-report", { ...yearly, assistant_id: "look" });
  await server.createOnThread("quarterly-review", { ...yearly, assistant_id: "look", enabled: false });
  await server.createOnThread("crm-sync", { ...yearly, assistant_id: "needy", schedule: soon });
  await server.createThatRan("contract-renewal", { ...yearly, assistant_id: "ask" });
  await server.createOnThread("long-import", { ...yearly, assistant_id: "slow", schedule: soon });
  const { workbench } = await openWindow();
  const view = new CronsView(workbench);
  await view.addConnection(agentServer.url);
  await workbench.treeItem(/^Cron daily-report, next run in/).waitFor();
  await workbench.treeItem(/^Cron quarterly-review, paused/).waitFor();
  await workbench.treeItem(/^Cron crm-sync, failed/).waitFor();
  await workbench.treeItem(/^Cron contract-renewal, waits for a person/).waitFor();
  await workbench.treeItem(/^Cron long-import, (running|piling up)/).waitFor();
  await takePicture(workbench, "live-tree");

  // What happens from now on is seen without a refresh.
  const late = await server.createOnThread("made-elsewhere", { ...yearly, assistant_id: "needy" });
  onTestFinished(() => server.removeThread(late.threadId));
  await workbench.treeItem(/^Cron made-elsewhere/).waitFor({ timeout: 120_000 });
  await workbench.treeItem(/^Cron crm-sync, failed \d+ in a row/).waitFor({ timeout: 120_000 });
  await workbench.treeItem(/^Cron long-import, piling up: \d+ queued/).waitFor({ timeout: 180_000 });
  await takePicture(workbench, "live-tree-later");
  expect(await workbench.treeItem(/^Cron daily-report, next run in/).count()).toBe(1);
});
