import { describe, expect, vi } from "vitest";
import type { PlanPage } from "../../src/features/plan/planPage";
import { daily, press, usePlanPages, withGone, write } from "../unit/features/plan/openPlanPage";
import type { FormBrowser } from "./support/formBrowser";
import { looks, narrowest } from "./support/formStates";
import { it } from "./support/formTest";
import { openReport } from "./support/openReport";
import { violations } from "./support/violations";

const day = 86_400_000;

/** A page that prunes two crons, changes one, creates one with a warning, and has a conflict. */
async function pruning() {
  const made = await withGone(["monthly-summary-of-all-invoices-that-are-overdue", "gone"], ["kept", "changed"]);
  for (const cron of made.dev.crons.values()) {
    if (cron.metadata.langgraph_crons_name === "changed") made.dev.change(cron.cron_id, { schedule: "1 1 1 1 *" });
  }
  write("changed", { ...daily, schedule: "0 8 * * 1-5", timezone: "Europe/Berlin", input: { of: "changed" } });
  write("new", { ...daily, schedule: "*/5 * * * *", input: { of: "new" } });
  await press(made.page, "refresh");
  await press(made.page, "prune");
  return made;
}

const states: Readonly<Record<string, (page: PlanPage) => Promise<void>>> = {
  planned: async () => undefined,
  applied: (page) => press(page, "apply"),
  "to be deleted": async (page) => {
    await press(page, "apply");
    vi.setSystemTime(Date.now() + 60 * day);
    await press(page, "refresh");
  },
  "stopped by a file that can't be read": async (page) => {
    write("broken", "{ ");
    await press(page, "refresh");
  },
};

describe("The page of a plan that prunes", () => {
  usePlanPages();
  let browser: FormBrowser;
  it.beforeAll(({ browser: shared }) => {
    browser = shared;
  });

  it.each(Object.entries(states))("breaks no rule of accessibility, folded and unfolded: %s", async (_state, reach) => {
    const { page } = await pruning();
    await reach(page);
    vi.useRealTimers();
    const opened = await openReport(browser, page.report());
    for (const isOpen of [false, true]) {
      if (isOpen) await opened.page.locator("summary").click();
      for (const width of [800, narrowest]) {
        await opened.page.setViewportSize({ width, height: 800 });
        for (const [look, options] of Object.entries(looks)) {
          await opened.setLook(options);
          const at = [isOpen, width, look];
          expect([...at, await violations(opened)]).toEqual([...at, []]);
          const beyond = await opened.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          expect([...at, beyond]).toEqual([...at, 0]);
        }
      }
    }
    expect(opened.problems).toEqual([]);
    await opened.close();
  });

  it("says of each box and button which cron it is for", async () => {
    const { page } = await pruning();
    vi.useRealTimers();
    const opened = await openReport(browser, page.report());
    const gone = opened.page.getByRole("group", { name: "gone · pause, then delete", exact: true });
    expect(await gone.getByRole("checkbox", { name: "Apply this change" }).count()).toBe(1);
    expect(await gone.getByRole("button", { name: "Show Diff" }).count()).toBe(1);
    await gone.getByRole("checkbox").press("Space");
    expect(opened.acted).toEqual([["toggle 3", null]]);
    expect(await opened.page.getByRole("group", { name: "Unchanged (1)" }).count()).toBe(1);
    await opened.close();
  });
});
