import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { hostileTexts } from "../fixtures/hostileTexts";
import { windowSize } from "../support/browser";
import { activeParts, watchForTrouble } from "../support/watchForTrouble";
import { CronForm } from "./pages/cronForm";
import { test } from "./windowTest";

const cron = { assistant_id: "report", schedule: "0 9 * * *", input: { topic: "texts" } };

/** As many as there are ways to be active; the form's own tests take every text. */
const refusals = [
  `Refusal A <img src=x onerror="console.error('executed')">`,
  "Refusal B [run](command:workbench.action.quit) https://evil.example www.evil.example",
  "Refusal C $(error)\r\n\u202egnp.exe ![x](https://evil.example/x.png)",
];

test("Sixty hostile texts in names, metadata and errors run nothing, lead nowhere and fetch nothing", async ({
  connected,
}) => {
  const { api, proxy, view, workbench, workspace } = connected;
  for (const [index, text] of hostileTexts.entries()) {
    const title = `${index} ${text}`;
    const metadata = { name: title, note: text, [text]: text };
    const thread = await api.createThread(title, metadata);
    onTestFinished(() => api.removeThread(thread));
    const { cron_id } = await api.createCron(null, { ...cron, metadata });
    onTestFinished(() => api.removeCron(cron_id));
    const assistant = await api.createAssistant(title);
    onTestFinished(() => api.removeAssistant(assistant));
  }
  await workbench.runCommand("Crons for LangGraph: Refresh");
  const { editor, page, quickInput } = workbench;
  // Rows are drawn only where they are in sight.
  await page.setViewportSize({ width: 1280, height: 4_000 });
  const trouble = watchForTrouble(page);
  const expectHarmless = async () => expect([...(await activeParts(page)), ...trouble]).toEqual([]);
  await writeFile(join(workspace, "hostile.cron.json"), JSON.stringify({ ...cron, thread_id: null }, undefined, 2));

  await view.cron("0 ").waitFor();
  await expectHarmless();
  await view.unfoldThreads();
  await view.thread("0 ").waitFor();
  await expectHarmless();
  for (const command of ["Copy Cron ID", "Copy Thread ID"]) {
    await workbench.runCommand(`Crons for LangGraph: ${command}`);
    await quickInput.waitFor(/^Copy the id of which/);
    await quickInput.items.nth(10).waitFor();
    await expectHarmless();
    await page.keyboard.press("End");
    await expectHarmless();
    await page.keyboard.press("Escape");
  }

  await view.takeFromMenu(view.thread("0 "), "Create Cron…");
  // From here on nothing is that long, and what is drawn costs as much as it is high.
  await page.setViewportSize(windowSize);
  const form = new CronForm(workbench);
  await form.waitForFocus();
  await form.type("assistant_id", "<");
  await form.frame.getByRole("option").first().waitFor();
  await expectHarmless();
  await form.type("assistant_id", "report");
  await form.type("schedule", "0 9 * * *");
  await form.type("input", '{ "topic": "texts" }');

  const refuse = (detail: string) =>
    proxy.treat(({ method }) =>
      method === "POST" ? { kind: "answer", status: 422, body: { detail } } : { kind: "pass" },
    );
  for (const text of refusals) {
    refuse(text);
    await page.keyboard.press("ControlOrMeta+Enter");
    await form.footer.getByText(text.slice(0, "Refusal A".length)).waitFor();
    await expectHarmless();
  }

  proxy.treat(() => ({ kind: "pass" }));
  await workbench.openFile("hostile.cron.json");
  for (const place of ["2:20", "7:16"]) {
    await editor.select(place, 0);
    await editor.openSuggestions("constructor");
    await expectHarmless();
    await page.keyboard.press("Escape");
  }
  for (const text of refusals) {
    refuse(text);
    await editor.clickLens(/Submit to/, editor.squiggles("error"));
    await expectHarmless();
    // An edit takes the refusal away, and leaves the spec as it was.
    await editor.text.click();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type(" ");
    await editor.squiggles("error").first().waitFor({ state: "detached" });
  }
  await workbench.runCommand("Notifications: Show Notifications");
  await page.locator(".notifications-center").getByText("Refusal").first().waitFor();
  await workbench.runCommand("View: Focus Problems");
  await expectHarmless();
  await form.discard();
});
