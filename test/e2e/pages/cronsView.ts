import type { Locator } from "playwright-core";
import { canaryKey } from "../../support/canary";
import { isMarked } from "./quickInput";
import { until } from "./until";
import type { Workbench } from "./workbench";

/** What the overview of a connection's settings says. */
const review = "Enter tests and saves";

/** Our view: connections, threads and crons. */
export class CronsView {
  constructor(private readonly workbench: Workbench) {}

  show(): Promise<void> {
    return this.workbench.openContainer("Crons for LangGraph");
  }

  /** Adds a connection to a server on this computer, through the palette. */
  async addConnection(url: string): Promise<void> {
    const { quickInput } = this.workbench;
    await this.workbench.runCommand("Crons for LangGraph: Add Connection");
    await quickInput.answer(/^Address of the Agent Server|^langgraph\.json is in this workspace/, url);
    await this.enterKey(canaryKey);
    await quickInput.pick(review, "Test and save");
    await this.show();
    await this.connection(url).waitFor();
  }

  async removeConnection(url: string, name = new URL(url).host): Promise<void> {
    const row = this.workbench.treeItem(new RegExp(`^Connection ${name}`));
    await this.takeFromMenu(row, "Remove Connection");
    await this.workbench.confirm("Remove");
    await row.waitFor({ state: "detached" });
  }

  /** Enters a key in the dialog of a connection, and comes back to its overview. */
  async enterKey(key: string): Promise<void> {
    const { quickInput } = this.workbench;
    await quickInput.pick(review, "Key");
    await quickInput.pick(/^Key for/, "Enter a key…");
    await quickInput.answer("API key", key);
  }

  connection(url: string): Locator {
    return this.workbench.treeItem(new RegExp(`^Connection ${new URL(url).host}`));
  }

  thread(title: string): Locator {
    return this.workbench.treeItem(new RegExp(`^Thread ${title}`));
  }

  /** By what its row begins with. */
  cron(row: string | RegExp): Locator {
    const begin = typeof row === "string" ? row.replaceAll("*", "\\*") : row.source;
    return this.workbench.treeItem(new RegExp(`^Cron ${begin}`));
  }

  /** Puts the focus into the view with the command that VS Code makes for each view. */
  async focus(): Promise<void> {
    await this.workbench.runCommand("Focus on Crons");
  }

  /** Goes down the tree with arrow keys until a row is marked; from its top again if a refresh has moved the rows. */
  async focusRow(row: Locator): Promise<void> {
    const { page } = this.workbench;
    const marked = () => page.evaluate(() => document.activeElement?.getAttribute("aria-activedescendant"));
    await row.waitFor();
    await this.focus();
    const isReached = async () => {
      await page.keyboard.press("Home");
      for (;;) {
        if (await isMarked(row)) return true;
        const before = await marked();
        await page.keyboard.press("ArrowDown");
        if ((await marked()) === before) return isMarked(row);
      }
    };
    await until(isReached, { timeout: 60_000 });
  }

  /** Unfolds a row by keyboard; the key is pressed again where a refresh drew the tree anew at that moment. */
  async unfoldRow(row: Locator): Promise<void> {
    await this.focusRow(row);
    const isOpen = async () => (await row.getAttribute("aria-expanded")) === "true";
    const pressUntilOpen = async () => {
      if (!(await isOpen())) await this.workbench.page.keyboard.press("ArrowRight");
      return isOpen();
    };
    await until(pressUntilOpen, { timeout: 30_000, interval: 500 });
  }

  /** Waits until a row has the focus, which a command gives it. */
  async waitForFocus(row: Locator): Promise<void> {
    await row.waitFor();
    await until(() => isMarked(row));
  }

  /** Shows the threads without crons. */
  async unfoldThreads(): Promise<void> {
    await this.unfoldRow(this.workbench.treeItem(/^Threads without crons/));
  }

  /** Takes an entry of a row's context menu, by keyboard. */
  async takeFromMenu(row: Locator, entry: string): Promise<void> {
    const { keyboard } = this.workbench.page;
    await this.focusRow(row);
    await keyboard.press("Shift+F10");
    const wanted = this.workbench.page.getByRole("menuitem", { name: entry });
    await wanted.waitFor();
    do await keyboard.press("ArrowDown");
    while (!(await wanted.evaluate((item) => item.contains(item.ownerDocument.activeElement))));
    await keyboard.press("Enter");
  }
}
