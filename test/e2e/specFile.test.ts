import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { openWorkbench } from "./openWorkbench";
import { CronsView } from "./pages/cronsView";
import { ServerApi } from "./serverApi";
import { takePicture } from "./takePicture";

test("a spec file submitted from its lens is in the tree, and a second submit makes no second cron", async ({
  onTestFinished,
}) => {
  const url = inject("agentServerUrl");
  const api = new ServerApi(url);
  const threadId = await api.createThread("Kept in git");
  onTestFinished(() => api.removeCrons(threadId));
  const { workbench, workspace } = await openWorkbench({ name: "specFile" });
  const spec = { thread_id: threadId, assistant_id: "report", schedule: "30 7 * * 1-5", input: { topic: "tea" } };
  await writeFile(join(workspace, "crons", "tea.cron.json"), JSON.stringify(spec, undefined, 2));

  const view = new CronsView(workbench);
  await view.show();
  await view.addConnection(url);
  await workbench.openFile("tea.cron.json");
  await workbench.editor.lens(/07:30|7:30/).waitFor();
  await workbench.editor.lens("Submit to").click();
  await workbench.editor.lens("Created").waitFor();
  await workbench.expand(view.thread("Kept in git, 1 cron"));
  await view.cron("tea").waitFor();
  await takePicture(workbench, "spec-file");
  const [first] = await api.crons(threadId);
  expect(first).toMatchObject({ enabled: true, schedule: "30 7 * * 1-5", metadata: { langgraph_crons_name: "tea" } });

  await workbench.editor.replaceAll(JSON.stringify({ ...spec, schedule: "0 8 * * 1-5" }, undefined, 2));
  await workbench.editor.save();
  await workbench.editor.lens(/08:00|8:00/).waitFor();
  await workbench.editor.lens("Submit to").click();
  const stored = async () => (await api.crons(threadId)).map(({ cron_id, schedule }) => ({ cron_id, schedule }));
  await expect.poll(stored, { timeout: 30_000 }).toEqual([{ cron_id: first?.cron_id, schedule: "0 8 * * 1-5" }]);
});
