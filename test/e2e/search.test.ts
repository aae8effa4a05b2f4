import { agentServerUrl } from "../support/agentServerUrl";
import { openTestServer } from "../support/testServer";
import { takePicture } from "./takePicture";
import { test } from "./windowTest";

test("A search without hits offers to clear it, by keyboard; a server that stops answering is marked, and comes back", async ({
  connected,
}) => {
  const { proxy, view, workbench } = connected;
  const { page, quickInput, welcome } = workbench;
  const server = openTestServer(agentServerUrl());
  const name = `Silent ${crypto.randomUUID()}`;
  const { thread_id } = await server.createThread();
  await server.createCron({
    method: "POST",
    path: `/threads/${thread_id}/runs/crons`,
    query: [],
    headers: {},
    body: { assistant_id: "heartbeat", schedule: "0 9 1 1 *", input: {}, metadata: { name } },
  });
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
  proxy.treat(() => ({ kind: "hold", until: Promise.reject(new Error("no answer")) }));
  await view.takeFromMenu(cron, "Pause Cron");
  await workbench.treeItem(/^Connection .*can't be reached · as of /).waitFor();
  await cron.waitFor();
  await takePicture(workbench, "silent-server", ["light"]);
  proxy.treat(() => ({ kind: "pass" }));
  await view.takeFromMenu(cron, "Pause Cron");
  await workbench.treeItem(new RegExp(`^Cron ${name}.*paused`)).waitFor();
  await workbench.treeItem(/^Connection .*, \d+\.\d+/).waitFor();

  // The window is used by others.
  await workbench.runCommand("Crons for LangGraph: Clear Search");
  await page.locator(".sidebar .message").getByText("crons: 1 for").waitFor({ state: "hidden" });
});
