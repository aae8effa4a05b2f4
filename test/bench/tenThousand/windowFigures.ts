import type { Locator } from "playwright-core";
import { CronsView } from "../../e2e/pages/cronsView";
import { Workbench } from "../../e2e/pages/workbench";
import { launchBrowser, openContext } from "../../support/browser";
import { projectFolder, sampleWorkspace } from "../../support/paths";
import { startVscodeServer } from "../../support/vscodeServer";
import { atMost, type BenchResult } from "../benchResult";
import { assistants, many } from "./manyCrons";

/** What a person waits for in a window whose tree holds 10,000 crons. */
export async function windowFigures(url: string): Promise<readonly BenchResult[]> {
  const vscode = await startVscodeServer({ name: "ten-thousand" });
  const browser = await launchBrowser();
  try {
    const page = await (await openContext(browser)).newPage();
    page.setDefaultTimeout(120_000);
    return await openGroups(new Workbench(page, vscode, { workspace: sampleWorkspace, extension: projectFolder }), url);
  } finally {
    await browser.close();
    await vscode.stop();
  }
}

async function openGroups(workbench: Workbench, url: string): Promise<readonly BenchResult[]> {
  const view = new CronsView(workbench);
  await workbench.open();
  await view.addConnection(url);
  await view.cron("cron-").first().waitFor();
  await workbench.runCommand("Crons for LangGraph: Group Crons By…");
  await workbench.quickInput.pick("Group crons by what?", "Assistant");
  const times: number[] = [];
  for (const name of assistants) {
    const group = workbench.treeItem(new RegExp(`^${name}, ${many / assistants.length} crons`));
    await group.waitFor();
    times.push(await untilRowsBelow(group));
    await group.click();
    await view.cron("cron-").first().waitFor({ state: "detached" });
  }
  const all = times.map((time) => Math.round(time)).join(", ");
  return [atMost(`a group of 2,500 crons opens in a window, most of ${all}`, Math.max(...times), "ms", 1_000)];
}

/** Milliseconds from the click, as the page takes it, to the first picture with the rows of a group. */
async function untilRowsBelow(group: Locator): Promise<number> {
  const clock = await group.page().evaluateHandle(() => {
    const opened = new Promise<number>((resolve) => {
      const listen = () => {
        const begun = performance.now();
        const look = () => {
          const row = document.querySelector('.sidebar [role="treeitem"][aria-level="3"]');
          if (row === null) requestAnimationFrame(look);
          else resolve(performance.now() - begun);
        };
        look();
      };
      window.addEventListener("mousedown", listen, { capture: true, once: true });
    });
    return { opened };
  });
  await group.click();
  return clock.evaluate(({ opened }) => opened);
}
