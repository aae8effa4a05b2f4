import { expect } from "vitest";
import { agentServerUrl } from "../support/agentServerUrl";
import type { Connected } from "./connectedWindow";
import { CronForm } from "./pages/cronForm";
import { CronsView } from "./pages/cronsView";
import { until } from "./pages/until";
import { ServerApi } from "./serverApi";
import { takePicture } from "./takePicture";
import { startTreatingProxy, type TreatingProxy } from "./treatingProxy";
import { test } from "./windowTest";

/** A submit waits until the one before it, which nobody ended, can't be at work any more: longer than a request. */
const shortRequests = { "langgraphCrons.requestTimeoutSeconds": 10 };
const patience = 120_000;

/** Stops what switches a new cron on, as a slow network would, until the test lets it go. */
function holdPatches(proxy: TreatingProxy): () => void {
  let release: () => void = () => undefined;
  const until = new Promise<void>((resolve) => {
    release = resolve;
  });
  proxy.treat(({ method }) => (method === "PATCH" ? { kind: "hold", until } : { kind: "pass" }));
  return release;
}

async function openForm({ api, proxy, view, workbench }: Pick<Connected, "api" | "proxy" | "view" | "workbench">) {
  const title = `Kept ${crypto.randomUUID()}`;
  const thread = await api.createThread(title);
  await workbench.runCommand("Crons for LangGraph: Refresh");
  const form = new CronForm(workbench);
  await view.unfoldThreads();
  await view.takeFromMenu(view.thread(title), "Create Cron…");
  await form.waitForFocus();
  return { api, form, proxy, thread, view, workbench };
}

async function fillIn(form: CronForm, name: string): Promise<void> {
  await form.type("name", name);
  await form.type("assistant_id", "report");
  await form.type("schedule", "27 15 1 1 *");
  await form.type("input", '{ "topic": "news" }');
}

test("A form that is hidden, and then closed, while it submits: each result is shown, and there is one cron for each", async ({
  connected,
}) => {
  const { api, form, proxy, thread, workbench } = await openForm(connected);
  const { page } = workbench;
  const release = holdPatches(proxy);
  await fillIn(form, "hidden-one");
  const finish = form.footer.getByRole("button", { name: "Finish in the Background" });
  await form.press(finish);
  await form.footer.getByText("Switching it on…").waitFor();
  await takePicture(workbench, "form-submitting");
  await workbench.openFile("morning-report.cron.json");
  release();
  await workbench.told(/“hidden-one” on .*Created/);
  await page.getByRole("tab", { name: "Cron “hidden-one”" }).click();
  await form.footer.getByText("Created.").waitFor();
  expect(await form.create.count()).toBe(0);
  expect(await form.field("schedule").isVisible()).toBe(false);
  await takePicture(workbench, "form-done");

  const releaseSecond = holdPatches(proxy);
  await form.footer.getByRole("button", { name: "Duplicate" }).click();
  await form.title.getByText("copied from “hidden-one”").waitFor();
  await form.waitForFocus();
  await form.type("name", "closed-one");
  await form.press(finish);
  await form.footer.getByText("Switching it on…").waitFor();
  await workbench.runCommand("View: Close Editor");
  await page.getByRole("tab", { name: "Create Cron" }).waitFor({ state: "detached" });
  releaseSecond();
  await workbench.told(/“closed-one” on .*Created/);

  const crons = await api.crons(thread);
  expect(crons.map(({ enabled, metadata }) => [metadata.langgraph_crons_name, enabled]).sort()).toEqual([
    ["closed-one", true],
    ["hidden-one", true],
  ]);
});

test("A template is saved from a form and from a cron, begins a new cron from the palette, and is deleted", async ({
  connected,
}) => {
  const { api, form, thread, view, workbench } = await openForm(connected);
  const { page, quickInput } = workbench;
  const save = async (name: string) => {
    await quickInput.type("A name for the template", name);
    // While the box comes in sight it may miss the key. What has the focus after it would take a second one.
    const isTaken = async () => {
      if (await quickInput.input.evaluate((input) => input === document.activeElement))
        await page.keyboard.press("Enter");
      const closed = quickInput.box.waitFor({ state: "hidden", timeout: 5_000 });
      return closed.then(
        () => true,
        () => false,
      );
    };
    await until(isTaken, { interval: 500 });
  };
  await form.fill("assistant_id", "report");
  await form.fill("schedule", "27 15 1 1 *");
  await workbench.runCommand("Crons for LangGraph: Save as Template…");
  await save("news of the day");

  await api.createCron(thread, { assistant_id: "report", schedule: "*/29 5 1 1 *", input: { topic: "stock" } });
  await workbench.runCommand("Crons for LangGraph: Refresh");
  await view.takeFromMenu(view.cron(/Kept /).first(), "Save Cron as Template…");
  await save("stock");

  await workbench.closeAll();
  await workbench.runCommand("Crons for LangGraph: New Cron from Template…");
  await quickInput.waitFor("Begin with which template?");
  await quickInput.items.filter({ hasText: "report · 27 15 1 1 *" }).waitFor();
  await takePicture(workbench, "template-pick");
  await quickInput.pick("Begin with which template?", "stock");
  await quickInput.pick("A form was closed", "without these drafts");
  await form.waitForFocus();
  expect(await form.field("schedule").inputValue()).toBe("*/29 5 1 1 *");
  expect(await form.frame.locator("#thread_id-none").isChecked()).toBe(true);
  await takePicture(workbench, "template-used");

  await workbench.runCommand("Crons for LangGraph: Delete Template…");
  await quickInput.pick("Delete which template?", "stock");
  await workbench.confirm("Delete");
  await workbench.runCommand("Crons for LangGraph: Delete Template…");
  await quickInput.waitFor("Delete which template?");
  expect(await quickInput.items.allInnerTexts()).toEqual([expect.stringContaining("news of the day")]);
  await quickInput.accept("Delete which template?");
  await workbench.confirm("Delete");
});

test("A window that is reloaded during a submit: the draft is there, it says so, and there is one cron", async ({
  openWindow,
}) => {
  const proxy = await startTreatingProxy(agentServerUrl());
  const { workbench } = await openWindow({ settings: shortRequests });
  const view = new CronsView(workbench);
  const api = new ServerApi(agentServerUrl());
  // The tree shows a connection once its server has something to show.
  await api.createThread("Seen before");
  await view.addConnection(proxy.url);
  const { form, thread } = await openForm({ api, proxy, view, workbench });
  const release = holdPatches(proxy);
  // Another try must not wait for the lock that this one may leave.
  const name = `reloaded-${crypto.randomUUID()}`;
  await fillIn(form, name);
  await form.press(form.footer.getByRole("button", { name: "Finish in the Background" }));
  await form.footer.getByText("Switching it on…").waitFor();
  await workbench.reload(/mainThreadWebview-langgraphCrons\.cronForm/, new RegExp(name), /submitting[\\"]+:\d/);
  await form.footer.getByText("was interrupted").waitFor();
  expect(await form.field("schedule").inputValue()).toBe("27 15 1 1 *");
  expect(await form.field("name").inputValue()).toBe(name);
  await takePicture(workbench, "form-interrupted");
  release();
  proxy.treat(() => ({ kind: "pass" }));
  await form.create.click();
  await form.createAnyway.or(form.reveal).waitFor({ timeout: patience });
  if (await form.createAnyway.isVisible()) await form.createAnyway.click();
  await form.reveal.waitFor({ timeout: patience });
  await expect
    .poll(async () => (await api.crons(thread)).map(({ enabled }) => enabled), { timeout: 60_000 })
    .toEqual([true]);
});

test("A form whose connection is removed keeps its draft, says so, and sends nothing to any other", async ({
  connected,
}) => {
  const { form, proxy, workbench, view } = await openForm(connected);
  await view.addConnection(agentServerUrl());
  await form.field("name").click();
  await fillIn(form, "removed-one");
  await view.removeConnection(proxy.url);
  await form.frame.locator("header").getByText("was removed").waitFor();
  await takePicture(workbench, "form-removed");
  const before = proxy.seen.length;
  await form.create.click();
  await form.footer.getByText("Nothing was sent").waitFor();
  expect(
    proxy.seen.slice(before).filter(({ method, path }) => method === "POST" && path.endsWith("/runs/crons")),
  ).toEqual([]);
  expect(await form.field("schedule").inputValue()).toBe("27 15 1 1 *");

  await workbench.runCommand("View: Close Editor");
  await workbench.told("The draft of “removed-one” is kept");
  await workbench.runCommand("Crons for LangGraph: Create Cron…");
  await workbench.quickInput.pick("A form was closed", "Continue with “removed-one”");
  await form.frame.locator("header").getByText("was removed").waitFor();
  expect(await form.field("schedule").inputValue()).toBe("27 15 1 1 *");

  // The window is used by others.
  await form.discard();
  await view.removeConnection(agentServerUrl());
  await view.addConnection(proxy.url);
});
