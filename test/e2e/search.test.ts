import { expect, onTestFinished } from "vitest";
import { agentServerUrl } from "../support/agentServerUrl";
import { ServerApi } from "./serverApi";
import { takePicture } from "./takePicture";
import { test } from "./windowTest";

test("A search without hits offers to clear it, by keyboard; a server that fails is marked, comes back, and gets each write once", async ({
  connected,
}) => {
  const { proxy, view, workbench } = connected;
  const { page, quickInput, welcome } = workbench;
  const server = new ServerApi(agentServerUrl());
  const name = `Silent ${crypto.randomUUID()}`;
  const create = async (title: string, schedule: string) => {
    const threadId = await server.createThread(title);
    onTestFinished(() => server.removeThread(threadId));
    await server.createCron(threadId, { assistant_id: "heartbeat", schedule, input: {}, metadata: { name: title } });
  };
  await create(name, "0 9 1 1 *");
  // Something is due all the time, so that the view asks. The seconds come last.
  await create("Beat", "* * * * * */20");
  await workbench.runCommand("Crons for LangGraph: Refresh");
  await view.cron(name).waitFor();
  const search = async (text: string) => {
    await workbench.runCommand("Crons for LangGraph: Search Threads and Crons");
    await quickInput.answer(/^Words of an id/, text);
  };

  await search("no such thing");
  await welcome.getByText("Nothing matches the search.").waitFor();
  await takePicture(workbench, "search-without-hits", ["light"]);
  await view.focus();
  await workbench.tabTo(welcome.getByRole("button", { name: "Clear Search" }));
  await page.keyboard.press("Enter");
  await view.connection(proxy.url).waitFor();

  await search(name);
  // The row was there before the search, too.
  await page.locator(".sidebar .message").getByText("crons: 1 for").waitFor();
  const cron = workbench.treeItem(new RegExp(`^Cron ${name}`));
  await cron.waitFor();
  // It is found while it is typed; once the servers have been asked too, the focus goes to the tree.
  await page
    .locator(".sidebar")
    .getByText(/crons: 1 for/)
    .waitFor();
  const patches = () => proxy.seen.filter(({ method }) => method === "PATCH").length;
  const before = patches();
  proxy.treat(() => ({ kind: "hold", until: Promise.reject(new Error("no answer")) }));
  await view.takeFromMenu(cron, "Pause Cron");
  await workbench.treeItem(/^Connection .*can't be reached · as of /).waitFor();
  await cron.waitFor();
  await takePicture(workbench, "silent-server", ["light"]);
  proxy.treat(() => ({ kind: "pass" }));
  await view.takeFromMenu(cron, "Pause Cron");
  await workbench.treeItem(new RegExp(`^Cron ${name}.*paused`)).waitFor();
  const healthy = workbench.treeItem(/^Connection .*, \d+\.\d+/);
  await healthy.waitFor();
  expect(patches() - before).toBe(2);

  // Nobody does anything: the view asks by itself.
  proxy.treat(() => ({ kind: "answer", status: 500, body: { detail: "out of order" } }));
  await workbench.treeItem(/^Connection .*has a problem · as of /).waitFor({ timeout: 120_000 });
  await cron.waitFor();
  await takePicture(workbench, "failing-server");
  proxy.treat(() => ({ kind: "pass" }));
  await healthy.waitFor({ timeout: 120_000 });

  // The window is used by others.
  await workbench.runCommand("Crons for LangGraph: Clear Search");
  await page.locator(".sidebar .message").getByText("crons: 1 for").waitFor({ state: "hidden" });
});
