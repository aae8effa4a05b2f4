import { beforeAll, expect, onTestFinished } from "vitest";
import { type RunningAgentServer, startAgentServer } from "../support/agentServer";
import { firingGraphs } from "../support/firingGraphs";
import { CronsView } from "./pages/cronsView";
import { ServerApi } from "./serverApi";
import { takePicture } from "./takePicture";
import { test } from "./windowTest";

/** A server of its own: its crons run all the time. */
let agentServer: RunningAgentServer;
let server: ServerApi;

beforeAll(async () => {
  agentServer = await startAgentServer({ name: "live-tree", graphs: firingGraphs, jobs: 10 });
  server = new ServerApi(agentServer.url);
  return () => agentServer.stop();
});

/** A cron on a thread of its own, both with this title. */
async function createCron(title: string, assistant_id: string, more: { schedule?: string; enabled?: boolean } = {}) {
  const threadId = await server.createThread(title);
  const cron = { assistant_id, input: {}, schedule: "0 9 1 1 *", ...more, metadata: { name: title } };
  const { cron_id } = await server.createCron(threadId, cron);
  return { threadId, cron_id };
}

test("The tree says how each cron is doing, and keeps itself up to date while somebody looks", async ({
  openWindow,
}) => {
  /** The seconds come last. Two such crons are as many as may be asked about that often. */
  const soon = "* * * * * */10";
  await createCron("daily-report", "look");
  await createCron("quarterly-review", "look", { enabled: false });
  await createCron("crm-sync", "needy", { schedule: soon });
  const asking = await createCron("contract-renewal", "ask");
  await server.run(asking.threadId, "ask", asking.cron_id);
  await createCron("long-import", "slow", { schedule: soon });
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
  const late = await createCron("made-elsewhere", "needy");
  onTestFinished(() => server.removeThread(late.threadId));
  await workbench.treeItem(/^Cron made-elsewhere/).waitFor({ timeout: 120_000 });
  await workbench.treeItem(/^Cron crm-sync, failed \d+ in a row/).waitFor({ timeout: 120_000 });
  await workbench.treeItem(/^Cron long-import, piling up: \d+ queued/).waitFor({ timeout: 180_000 });
  await takePicture(workbench, "live-tree-later");
  expect(await workbench.treeItem(/^Cron daily-report, next run in/).count()).toBe(1);
});
