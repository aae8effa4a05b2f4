import { onTestFinished, test } from "vitest";
import { makeSampleThreads } from "../../scripts/start/sampleThreads.mjs";
import { startAgentServer } from "../support/agentServer";
import { openWorkbench } from "./openWorkbench";
import { CronForm } from "./pages/cronForm";
import { CronsView } from "./pages/cronsView";
import { takePicture } from "./takePicture";

test("the sample workspace: tree, spec file and form side by side, in every kind of theme", async () => {
  const server = await startAgentServer({ name: "overview" });
  onTestFinished(() => server.stop());
  await makeSampleThreads(server.url);
  const { workbench } = await openWorkbench({ name: "overview" });
  const { editor, page } = workbench;
  await page.setViewportSize({ width: 1600, height: 900 });
  const view = new CronsView(workbench);
  await view.show();
  await view.addConnection(server.url);

  await workbench.openFile("quarterly-review.cron.json");
  await editor.lens(/Submit to/).click();
  await editor.lens(/^Created/).waitFor();
  await workbench.openFile("morning-report.cron.json");
  await editor.lens(/Submit to/).click();
  await editor.lens(/^Created/).waitFor();
  await workbench.expand(workbench.treeItem(/^Thread Quarterly reviews, 1 cron/));
  await workbench.expand(workbench.treeItem(/^Thread Morning reports, 1 cron/));
  await view.cron("morning-report").waitFor();
  await view.cron("quarterly-review").waitFor();

  await editor.lens("Open in form").click();
  const form = new CronForm(workbench);
  await form.preview.getByText("07:30").first().waitFor();
  await workbench.runCommand("View: Move Editor into Right Group");
  await form.preview.getByText("07:30").first().waitFor();
  await takePicture(workbench, "overview", ["light", "dark", "high-contrast", "high-contrast-light"]);
});
