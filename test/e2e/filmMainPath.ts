import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Film } from "./film";
import type { CronsView } from "./pages/cronsView";
import type { Workbench } from "./pages/workbench";

/** What Spring reads as 9:15 on Mondays. An Agent Server runs it at one second past 15:00 on the 9th of each month. */
const secondsFirst = "0 15 9 * * 1";
const secondsLast = "15 9 * * 1";

const specOn = (threadId: string) => `{
  "thread_id": "${threadId}",
  "assistant_id": "report",
  "schedule": "${secondsFirst}",
  "timezone": "Europe/Paris",
  "input": { "topic": "what to do this week" }
}
`;

/** Writes the spec file of the film. Early: what VS Code has searched before is not always searched again. */
export async function writeFilmedSpec(workspace: string, threadId: string): Promise<void> {
  await writeFile(join(workspace, "crons", "weekly-plan.cron.json"), specOn(threadId));
}

/**
 * The film that the README opens with: a schedule that the server would read differently is found, fixed and submitted,
 * and its cron is in the tree, where the row of its thread is expanded.
 */
export async function filmMainPath(workbench: Workbench, view: CronsView): Promise<void> {
  const { editor, page } = workbench;
  const hover = page.locator(".monaco-hover");
  const film = new Film(workbench);
  await page.setViewportSize({ width: 1060, height: 600 });
  await workbench.widenSideBar(370);
  await workbench.useTheme("dark");
  await workbench.openFile("weekly-plan.cron.json");
  await editor.lens(/day 9 of the month/).waitFor();
  await editor.lens("not submitted").waitFor();
  const squiggles = editor.squiggles("warning").first();
  await squiggles.waitFor();
  await editor.showHover("4:18");
  const warning = hover.getByText("The server reads seconds last");
  await warning.waitFor();
  await editor.enlargeHover(150);
  await page.keyboard.press("Escape");
  await workbench.moveMouseAway();
  await warning.waitFor({ state: "hidden" });
  await film.shoot(1400);

  await editor.showHover("4:18");
  await hover.getByText("Runs within a year").waitFor();
  await film.shoot(2400);
  await page.keyboard.press("Escape");

  await editor.select("4:16", 0);
  const fix = await editor.openFixes(`Replace with “${secondsLast}”`);
  await film.shoot(1200);

  await fix.click();
  await editor.lens(/^At 9:15 AM, only on Monday/).waitFor();
  await squiggles.waitFor({ state: "detached" });
  await editor.save();
  await workbench.moveMouseAway();
  await film.shoot(1200);

  await editor.lens(/Submit to/).hover();
  await film.shoot(600);

  await editor.clickLens(/Submit to/, editor.lens(/Submitting|Created/));
  await editor.lens(/^Created/).waitFor();
  await editor.lens("in sync").waitFor();
  await view.cron(/weekly-plan, .*At 9:15 AM/).waitFor();
  await workbench.moveMouseAway();
  await film.shoot(1400);

  await editor.showHover("4:18");
  await hover.getByText("Runs in 30 days").waitFor();
  await film.shoot(1700);
  await page.keyboard.press("Escape");

  await view.cron(/weekly-plan, .*At 9:15 AM/).hover();
  await page.locator(".workbench-hover-container").getByText("Next runs:").waitFor();
  await film.shoot(2100);

  await film.save("main-path");
  await workbench.moveMouseAway();
}
