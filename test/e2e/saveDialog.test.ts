import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { agentServerUrl } from "../support/agentServerUrl";
import { openTestServer } from "../support/testServer";
import { ServerApi } from "./serverApi";
import { test } from "./windowTest";

test("New and exported spec files get the name that VS Code's own dialog offers", async ({ connected }) => {
  const { view, workbench, workspace } = connected;
  const { editor, page, quickInput } = workbench;
  const url = agentServerUrl();
  const api = new ServerApi(url);
  const server = openTestServer(url);
  const threadId = await api.createThread(`To be exported ${crypto.randomUUID()}`);
  const { cron_id } = await api.createCron(threadId, { assistant_id: "report", schedule: "3 4 * * *", input: {} });
  const specs = async () => (await readdir(workspace)).filter((file) => /cron/i.test(file) && file !== "crons");

  await workbench.runCommand("Crons for LangGraph: New Cron Spec File");
  await quickInput.accept("New cron spec file");
  await page.getByRole("tab", { name: /^my-cron\.cron\.json/ }).waitFor();
  await editor.text.getByText('"thread_id"').waitFor();
  expect(await specs()).toEqual(["my-cron.cron.json"]);
  await editor.save();
  await expect.poll(async () => (await stat(join(workspace, "my-cron.cron.json"))).size).toBeGreaterThan(100);

  await workbench.runCommand("Crons for LangGraph: Refresh");
  await view.takeFromMenu(view.cron("To be exported"), "Export Cron to Spec File…");
  await quickInput.waitFor(/^Export/);
  await expect.poll(() => quickInput.input.inputValue()).toMatch(/\/my-cron\.cron\.json$/);
  const offered = await quickInput.input.inputValue();
  await quickInput.input.fill(offered.replace("my-cron", "night"));
  await page.keyboard.press("Enter");
  await workbench.confirm("Name and Export");
  await page.getByRole("tab", { name: /^night\.cron\.json/ }).waitFor();
  expect((await specs()).sort()).toEqual(["my-cron.cron.json", "night.cron.json"]);
  expect((await server.getCron(cron_id)).metadata).toMatchObject({ langgraph_crons_name: "night" });
  expect(JSON.parse(await readFile(join(workspace, "night.cron.json"), "utf8"))).not.toHaveProperty("name");
});
