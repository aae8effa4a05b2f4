import { expect } from "vitest";
import { startAgentServer } from "../support/agentServer";
import { agentServerUrl } from "../support/agentServerUrl";
import { freePort } from "../support/freePort";
import { CronsView } from "./pages/cronsView";
import type { Workbench } from "./pages/workbench";
import { ServerApi } from "./serverApi";
import { startTreatingProxy } from "./treatingProxy";
import { test } from "./windowTest";

const address = /langgraph\.json is in this workspace/;
const review = "Enter tests and saves; choose a line to change it";

test("From an empty profile to the threads of a server, by keyboard, with a wrong address on the way; each problem has its own text and next step", async ({
  openWindow,
}) => {
  const url = agentServerUrl();
  const title = `Support ${crypto.randomUUID()}`;
  await new ServerApi(url).createThread(title);
  const { workbench } = await openWindow();
  const { page, quickInput, welcome } = workbench;
  const view = new CronsView(workbench);

  await view.focus();
  await welcome.getByText("You need the address of an Agent Server").waitFor();
  await workbench.tabTo(welcome.getByRole("button", { name: "Add Connection" }));
  await page.keyboard.press("Enter");

  await quickInput.type(address, "my server");
  await quickInput.message.getByText("“my server” is not an address").waitFor();
  await page.keyboard.press("Enter");
  expect(await quickInput.input.inputValue()).toBe("my server");

  await quickInput.answer(/is not an address/, `http://127.0.0.1:${await freePort()}`);
  await quickInput.accept(review);
  await quickInput.waitFor(/can't be reached/);
  await quickInput.choose(/can't be reached/, "Edit the connection");
  await quickInput.choose(review, "Address");
  await quickInput.answer("Address of the Agent Server", url);
  await quickInput.choose(review, "Name");
  await quickInput.answer("Name of the connection", "Playground");
  await quickInput.accept(review);

  await workbench.treeItem(/^Connection Playground, chosen, \d+\.\d+/).waitFor();
  const thread = workbench.treeItem(`Thread ${title}, no crons, idle`);
  await view.unfoldThreads();
  await view.focusRow(thread);
  expect(await thread.getByRole("button").evaluateAll((buttons) => buttons.map((each) => each.ariaLabel))).toEqual([
    "Create Cron… (Insert)",
  ]);

  await view.removeConnection(url, "Playground");
  await eachProblem(workbench);
});

/** Each problem of the only server has its own text and next step, until there is a thread. */
async function eachProblem(workbench: Workbench): Promise<void> {
  const server = await startAgentServer({ name: "connection" });
  const { page, quickInput, welcome } = workbench;
  const view = new CronsView(workbench);
  const press = async (name: string) => {
    await workbench.tabTo(welcome.getByRole("button", { name }));
    await page.keyboard.press("Enter");
  };

  await workbench.runCommand("Crons for LangGraph: Add Connection…");
  await quickInput.answer(address, `http://127.0.0.1:${await freePort()}`);
  await quickInput.accept(review);
  await quickInput.choose(/can't be reached/, "Save it anyway");
  await view.focus();
  await welcome.getByText("The Agent Server can't be reached.").waitFor();
  await welcome.getByRole("button", { name: "Try Again" }).waitFor();

  const proxy = await startTreatingProxy(server.url);
  proxy.treat(({ path }) =>
    path === "/info" || path.startsWith("/ok")
      ? { kind: "pass" }
      : { kind: "answer", status: 403, body: { detail: "Forbidden" } },
  );
  await press("Edit Connection");
  await quickInput.choose(review, "Address");
  await quickInput.answer("Address of the Agent Server", proxy.url);
  await quickInput.accept(review);
  await quickInput.choose("can be reached", "Save it anyway");
  await view.focus();
  await welcome.getByText("it refused the key").waitFor();
  await welcome.getByRole("button", { name: "Set Key" }).waitFor();

  // It may notice by itself: the button is there no longer then.
  await workbench.tabTo(welcome.getByRole("button", { name: "Try Again" }));
  proxy.treat(({ path }) =>
    path === "/info"
      ? { kind: "change", change: (info) => ({ ...Object(info), flags: { crons: false } }) }
      : { kind: "pass" },
  );
  await page.keyboard.press("Enter");
  await welcome.getByText("This server has no cron jobs: it is the JavaScript development server").waitFor();

  proxy.treat(() => ({ kind: "pass" }));
  await workbench.runCommand("Crons for LangGraph: Refresh");
  await welcome.getByText("The server has neither threads nor crons yet.").waitFor();
  await view.focus();
  await press("Create Thread");
  await workbench.treeItem(/^Thread [0-9a-f-]{36}, no crons, idle/).waitFor();
  await server.stop();
}
