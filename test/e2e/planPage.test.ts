import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createRequest } from "../../src/core/server/requests/createRequest";
import { agentServerUrl } from "../support/agentServerUrl";
import { openTestServer } from "../support/testServer";
import { takePicture } from "./takePicture";
import { test } from "./windowTest";

const spec = {
  thread_id: null,
  assistant_id: "report",
  schedule: "0 9 * * 1-5",
  timezone: "Europe/Berlin",
  input: { topic: "the day" },
};

const python = `from langgraph_sdk import get_sync_client

client = get_sync_client(url="http://localhost:2024")
client.crons.create("report", schedule="0 6 * * 1", timezone="Europe/Berlin", input={"topic": "the week"})
`;

const typeScript = `import { Client } from "@langchain/langgraph-sdk";

const client = new Client({ apiUrl: "http://localhost:2024" });
await client.crons.create("report", { schedule: "0 6 * * 1", timezone: "Europe/Berlin", input: { topic: "the week" } });
`;

test("A set is planned, applied, pruned and shown, a plan is saved and opened, and a call moves to a spec", async ({
  connected,
  expect,
}) => {
  const { proxy, workbench, workspace } = connected;
  const { editor, page, quickInput } = workbench;
  const server = openTestServer(agentServerUrl());
  const folder = join(workspace, "crons");
  const write = (name: string, content: object) => writeFile(join(folder, name), JSON.stringify(content, undefined, 2));
  const crons = async () => {
    const found = await server.searchCrons({ metadata: {}, limit: 100, offset: 0 });
    return Object.fromEntries(found.map(({ enabled, metadata }) => [metadata.langgraph_crons_name, enabled]));
  };
  await rm(folder, { recursive: true });
  await mkdir(folder);
  await write("langgraph-crons.json", { set: "reports", environments: { staging: { url: proxy.url } } });
  await write("daily.cron.json", spec);
  await write("weekly.cron.json", { ...spec, schedule: "0 18 * * sun" });
  await page.setViewportSize({ width: 1400, height: 900 });

  const report = workbench.webview();
  const heading = (name: string | RegExp) => report.getByRole("heading", { name });
  const button = (name: string | RegExp) => report.getByRole("button", { name });
  const cronFiles = page.locator(".pane-header").filter({ hasText: "Cron Files" });
  await cronFiles.click();
  await workbench.runCommand("Crons for LangGraph: Plan Crons…");
  await quickInput.pick("Plan for which environment?", "staging");
  await heading("daily · create").waitFor();
  await button("Apply 2 Changes…").click();
  await workbench.confirm("Apply");
  await report.getByText("applied: 2 done, 0 not done").waitFor();
  expect(await crons()).toEqual({ daily: true, weekly: true });

  await rm(join(folder, "weekly.cron.json"));
  await write("daily.cron.json", { ...spec, schedule: "30 8 * * 1-5" });
  await button("Plan Again").click();
  await heading("daily · update").waitFor();
  const prune = report.getByRole("checkbox", { name: /^Also pause, and later delete, crons of the set “reports”/ });
  await prune.focus();
  await page.keyboard.press("Space");
  await heading("weekly · pause, then delete").waitFor();
  expect(await prune.isChecked()).toBe(true);
  await takePicture(workbench, "plan");

  await button("Save Plan…").click();
  await quickInput.waitFor(/^Save Plan/);
  await page.keyboard.press("Enter");
  await report.getByText(/^Saved as plan\.json/).waitFor();
  expect(JSON.parse(await readFile(join(workspace, "plan.json"), "utf8"))).toMatchObject({
    target: { environment: "staging" },
    request: { paths: ["crons"], grace: "7d" },
    summary: { update: 1, delete: 1 },
  });
  await workbench.openFile("plan.json");
  await workbench.runCommand("Crons for LangGraph: Open Plan…");
  await report.getByText(/^The plan that was saved in plan\.json/).waitFor();
  await heading("weekly · pause, then delete").waitFor();
  await takePicture(workbench, "plan-saved");
  await button("Apply 2 Changes…").click();
  await workbench.dialog.getByText(/Paused, because no file names them: weekly/).waitFor();
  await workbench.confirm("Apply");
  await report.getByText("applied: 2 done, 0 not done").waitFor();
  expect(await crons()).toEqual({ daily: true, weekly: false });
  await takePicture(workbench, "plan-applied");

  // What a row says is what the plan says.
  await workbench.closeAll();
  const tree = page.locator(".pane-header").filter({ hasText: "Crons for LangGraph" }).locator("h3");
  // A row that is out of sight is not there.
  await tree.click();
  const made = { ...spec, thread_id: null } as const;
  for (const name of ["twice", "twice"]) await server.createCron(createRequest(made, { name }));
  const theirs = { ...made, metadata: { langgraph_crons_set: "billing" } };
  await server.createCron(createRequest(theirs, { name: "theirs" }));
  for (const name of ["fresh", "twice", "theirs"]) await write(`${name}.cron.json`, spec);
  await write("daily.cron.json", { ...spec, schedule: "30 8 * * 1-5", protect: true });
  await workbench.runCommand("Crons for LangGraph: Refresh Cron Files");
  const daily = workbench.treeItem(/^daily, differs in protect, /);
  await daily.waitFor();
  await workbench.treeItem(/^theirs, Of another set, in the set “billing”, /).waitFor();
  await workbench.treeItem(/^twice, Several crons are on, /).waitFor();
  await workbench.treeItem(/^fresh, Not submitted, /).waitFor();
  for (const [file, lens] of [
    ["daily", /differs in protect/],
    ["theirs", /belongs to the set “billing”/],
  ] as const) {
    await workbench.openFile(`${file}.cron.json`);
    await page.locator(".codelens-decoration").getByText(lens).waitFor();
  }
  await takePicture(workbench, "cron-files");
  await workbench.openContainer("Explorer");
  await workbench.expand(workbench.treeItem("crons"));
  for (const [file, mark] of [
    ["daily", "≠"],
    ["fresh", "○"],
    ["theirs", "!"],
    ["twice", "×2"],
  ] as const) {
    const label = workbench.treeItem(new RegExp(`^${file}\\.cron\\.json`)).locator(".monaco-icon-label");
    const shown = () => label.evaluate((element) => getComputedStyle(element, "::after").content);
    await expect.poll(shown, { timeout: 20_000 }).toBe(`"${mark}"`);
  }
  await takePicture(workbench, "cron-file-marks");
  await workbench.openContainer("Crons for LangGraph");
  await daily.click({ button: "right" });
  await page.getByRole("menuitem", { name: "Compare with Server" }).waitFor();
  await workbench.takeFromMenu("Submit");
  await daily.waitFor({ state: "detached" });
  const [kept] = await server.searchCrons({ metadata: { langgraph_crons_name: "daily" }, limit: 1, offset: 0 });
  expect(kept?.metadata).toMatchObject({ langgraph_crons_set: "reports", langgraph_crons_protect: "yes" });

  await tree.click();
  await cronFiles.click();
  await workbench.useTheme("light");
  for (const [file, text] of [
    ["make_crons.py", python],
    ["makeCrons.ts", typeScript],
  ] as const) {
    await writeFile(join(workspace, file), text);
    await workbench.openFile(file);
    await editor.select("4:16", 1);
    await editor.openFixes("Move to Spec File");
    await takePicture(workbench, `move-to-spec-${file.split(".").at(-1)}`, ["light"]);
    await page.keyboard.press("Escape");
  }

  await workbench.openFile("daily.cron.json");
  await write("daily.cron.json", spec);
  await editor.text.getByText("protect").waitFor({ state: "detached" });
  await editor.select("1:2", 0);
  await page.keyboard.press("Enter");
  await page.keyboard.type('"pro');
  const proposal = page.locator(".suggest-widget").getByText("protect").first();
  await proposal.waitFor();
  await proposal.click();
  await editor.text.getByText('"protect": true').waitFor();
});
