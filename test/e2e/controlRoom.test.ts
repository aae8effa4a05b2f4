import { beforeAll, expect } from "vitest";
import { type RunningAgentServer, startAgentServer } from "../support/agentServer";
import { firingGraphs } from "../support/firingGraphs";
import { inArtifacts } from "../support/paths";
import { CronsView } from "./pages/cronsView";
import { ServerApi } from "./serverApi";
import { still } from "./takePicture";
import { test } from "./windowTest";

let agentServer: RunningAgentServer;
let server: ServerApi;

beforeAll(async () => {
  agentServer = await startAgentServer({ name: "control-room", graphs: firingGraphs });
  server = new ServerApi(agentServer.url);
  return () => agentServer.stop();
});

test("From the palette to the error text of a failure in two key presses, and the page comes back after a reload", async ({
  openWindow,
}) => {
  const cron = { input: {}, schedule: "0 9 1 1 *" };
  await server.createThatRan("crm-sync", { ...cron, assistant_id: "needy" });
  await server.createThatRan("contract-renewal", { ...cron, assistant_id: "ask" });
  const { workbench } = await openWindow();
  const { page, quickInput } = workbench;
  await new CronsView(workbench).addConnection(agentServer.url);

  const title = "Crons for LangGraph: Show What Needs Attention…";
  await quickInput.open("F1", "Type the name of a command", `>${title}`);
  await quickInput.items.filter({ hasText: title }).first().waitFor();
  let presses = 0;
  const press = async (key: string) => {
    presses += 1;
    await page.keyboard.press(key);
  };
  await press("Enter");
  await quickInput.waitFor(/^Needs attention: 2/);
  await quickInput.items.filter({ hasText: "KeyError" }).first().waitFor();
  // Not in each theme: choosing one closes the list.
  await page.screenshot({ ...still, path: inArtifacts("screenshots", "attention.png") });
  await quickInput.items.first().filter({ hasText: "crm-sync" }).waitFor();
  await press("Enter");
  const report = workbench.webview();
  await report.getByRole("region", { name: "Error" }).getByText("KeyError").waitFor();
  expect(presses).toBeLessThanOrEqual(4);

  // The tab, and what its page says of itself, which is stored later.
  await workbench.reload(/mainThreadWebview-langgraphCrons\.run/, /state[\\":{]+key/);
  await report.getByRole("region", { name: "Error" }).getByText("KeyError").waitFor();
  await report.getByRole("heading", { level: 1, name: /^Failed / }).waitFor();
});
