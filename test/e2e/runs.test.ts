import { expect } from "vitest";
import { takePicture } from "./takePicture";
import { test } from "./windowTest";

const yearly = { schedule: "0 9 1 1 *", timezone: "Europe/Berlin" };

test("By keyboard: from a failed run's row to its error, from a question to its answer, along with a run at work, and to a kept one", async ({
  connected,
}) => {
  const { api: server, view, workbench } = connected;
  const input = { topic: "the quarter" };
  await server.createThatRan("crm-sync", { ...yearly, assistant_id: "needy", input });
  const { threadId: asking } = await server.createThatRan("contract-renewal", {
    ...yearly,
    assistant_id: "ask",
    input,
  });
  const long = await server.createOnThread("long-import", { ...yearly, assistant_id: "counting" });
  await server.startRun(long.threadId, "counting", long.cronId);
  const statuses = async () => (await server.runs(long.threadId)).map(({ status }) => status);
  await expect.poll(statuses).toEqual(["running"]);
  // The seconds come last. What it runs on is kept, a thread each.
  const kept = {
    assistant_id: "chat",
    on_run_completed: "keep",
    input: { messages: [] },
    metadata: { name: "greeting" },
  };
  await server.createCron(null, { ...kept, schedule: "* * * * * */20" });
  await workbench.runCommand("Crons for LangGraph: Refresh");
  const { keyboard } = workbench.page;

  const openRun = async (title: string, run: RegExp) => {
    await view.unfoldRow(view.cron(title));
    await view.focusRow(workbench.treeItem(run).first());
    await keyboard.press("Enter");
  };
  const page = workbench.webview();
  await openRun("long-import", /^Run .*, running/);
  await page.getByRole("heading", { level: 1, name: /^Running since / }).waitFor();
  await page.getByRole("button", { name: "Follow Live" }).press("Enter");
  const output = page.getByRole("region", { name: "Output" });
  const counted = async () => Number(/"counted": (\d+)/.exec((await output.textContent()) ?? "")?.[1]);
  await output.getByText('"counted"').waitFor();
  const before = await counted();
  await expect.poll(counted, { timeout: 30_000 }).toBeGreaterThan(before);
  await takePicture(workbench, "run-live");
  await page.getByRole("button", { name: "Stop Following" }).press("Enter");
  await page.getByRole("button", { name: "Follow Live" }).waitFor();
  expect(await statuses()).toEqual(["running"]);
  await page.getByRole("button", { name: "Cancel Run" }).press("Enter");
  await page.getByRole("heading", { level: 1, name: /^Cancelled / }).waitFor();

  await openRun("greeting", /^Run .*, done/);
  await page.getByRole("heading", { level: 1, name: /^Done / }).waitFor();
  await page.getByText("Good morning", { exact: true }).waitFor();
  await takePicture(workbench, "run-kept");

  // Its kept runs count their tokens; each is one of so many that nobody knows here.
  await workbench.runCommand("Crons for LangGraph: Show Cost of Crons…");
  const greeting = page.getByRole("row", { name: /^greeting/ });
  await greeting.getByRole("cell", { name: "4,320", exact: true }).waitFor();
  await page.getByRole("button", { name: /^Measure Tokens \(\d+ requests at most\)$/ }).press("Enter");
  await greeting.getByRole("cell", { name: /^23 \(\d+ of \d+\)$/ }).waitFor();
  await takePicture(workbench, "cost");
  await greeting.getByRole("button", { name: "Open: greeting" }).press("Enter");
  await page.getByText(/^runs in 30 days: 129,(600|599) · tokens: .* \(median of \d+ of \d+ runs\)$/).waitFor();

  await openRun("crm-sync", /^Run .*, failed/);
  await page.getByRole("heading", { level: 1, name: /^Failed / }).waitFor();
  await page.getByRole("region", { name: "Error" }).getByText("KeyError").waitFor();
  await takePicture(workbench, "run-failed");

  await openRun("contract-renewal", /^Run .*waits for a person/);
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
