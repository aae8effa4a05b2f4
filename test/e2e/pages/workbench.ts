import type { FrameLocator, Locator, Page } from "playwright-core";
import type { WorkbenchAddress } from "../../../scripts/lib/vscodeServer.mjs";
import type { RunningVscodeServer } from "../../support/vscodeServer";
import { appears } from "./appears";
import { Editor } from "./editor";
import { QuickInput } from "./quickInput";
import { until } from "./until";

/** VS Code's own colour themes, one of each kind: the name in the picker, and the class of the workbench. */
const themes = {
  light: { label: "Light Modern", kind: "vs" },
  dark: { label: "Dark Modern", kind: "vs-dark" },
  "high-contrast": { label: "Dark High Contrast", kind: "hc-black" },
  "high-contrast-light": { label: "Light High Contrast", kind: "hc-light" },
} as const;

const mostStops = 60;

export type Theme = keyof typeof themes;

/** A VS Code window, used as a person would: by keyboard, and by the names that a screen reader says. */
export class Workbench {
  readonly quickInput: QuickInput;
  readonly editor: Editor;
  /** What an empty tree says, with its links. */
  readonly welcome: Locator;
  readonly dialog: Locator;
  readonly notifications: Locator;
  readonly statusBar: Locator;

  constructor(
    readonly page: Page,
    private readonly vscode: RunningVscodeServer,
    private readonly what: WorkbenchAddress,
  ) {
    this.quickInput = new QuickInput(page);
    this.editor = new Editor(page, this.quickInput);
    this.welcome = page.locator(".sidebar .welcome-view");
    this.dialog = page.locator(".monaco-dialog-box");
    this.notifications = page.locator(".notifications-toasts .notification-list-item");
    this.statusBar = page.locator(".part.statusbar");
  }

  /** Opens, or opens again, the window; resolves once VS Code knows the extension: before that the palette lacks it. */
  async open(workspace = this.what.workspace): Promise<void> {
    await this.page.goto(this.vscode.address({ ...this.what, workspace }));
    await this.page.locator(".monaco-workbench .part.statusbar").waitFor();
    await this.page.locator(".explorer-folders-view").getByRole("treeitem").first().waitFor();
    await this.page.locator(".activitybar").getByRole("tab", { name: "Crons for LangGraph" }).waitFor();
  }

  /** Opens the window again, once VS Code has stored all of these: it writes some seconds after a change. */
  async reload(...stored: readonly RegExp[]): Promise<void> {
    const isStored = async () => {
      const state = JSON.stringify(await this.page.context().storageState({ indexedDB: true }));
      return stored.every((text) => text.test(state));
    };
    await until(isStored, { timeout: 60_000, interval: 200 });
    await this.page.reload();
  }

  /**
   * Runs a command by the title that the palette shows, category included, or by a part of it. A longer title stands above
   * if it was used before.
   */
  async runCommand(title: string): Promise<void> {
    await this.quickInput.open("F1", "Type the name of a command", `>${title}`);
    const { items } = this.quickInput;
    const like = items.filter({ hasText: title }).first();
    await like.waitFor();
    // A key or a remark can follow: "…: Refresh, F5".
    const name = new RegExp(`^${title.replaceAll(/[()]/g, "\\$&")}(, |$)`);
    const exact = this.quickInput.box.getByRole("option", { name }).first();
    await ((await exact.isVisible()) ? exact : like).click();
  }

  /**
   * Opens a file of the workspace by its name. The box looks for files once: it is opened again for one that is new, and
   * where it offers one of the same name that is gone.
   */
  async openFile(name: string): Promise<void> {
    const file = this.quickInput.items.filter({ hasText: name }).first();
    const problem = this.page.locator(".editor-group-container.active .monaco-editor-pane-placeholder");
    const isOpen = async () => {
      await this.page.keyboard.press("Escape");
      await this.quickInput.open("ControlOrMeta+P", "Search files by name", name);
      if (!(await appears(file, 3_000))) return false;
      await file.click();
      await this.page.getByRole("tab", { name }).waitFor();
      await this.editor.text.or(problem).first().waitFor();
      if (!(await problem.isVisible())) return true;
      await this.runCommand("View: Close Editor");
      return false;
    };
    await until(isOpen, { timeout: 60_000 });
  }

  /** Shows a view container by the name of its icon in the activity bar. */
  async openContainer(name: string): Promise<void> {
    const tab = this.page.locator(".activitybar").getByRole("tab", { name });
    await tab.waitFor();
    // After a reload a click can come while the side bar is being opened, and close it again.
    const isOpen = async () => {
      if ((await tab.getAttribute("aria-expanded")) === "true") return true;
      // Without the mouse: VS Code leaves a hover open for good if the badge changes below it.
      await tab.dispatchEvent("click");
      return appears(this.page.locator(".activitybar").getByRole("tab", { name, expanded: true }), 3_000);
    };
    await until(isOpen);
  }

  /** A row of any tree, by what a screen reader says. */
  treeItem(name: string | RegExp): Locator {
    return this.page.locator(".sidebar").getByRole("treeitem", { name });
  }

  /** Unfolds a row; again where a refresh moved another one under the mouse, or the row was one of a view that is hidden now. */
  async expand(item: Locator): Promise<void> {
    await item.waitFor();
    const isOpen = async () => (await item.getAttribute("aria-expanded")) !== "false";
    const clickUntilOpen = async () => {
      if (!(await isOpen())) await item.locator(".monaco-tl-twistie").click({ timeout: 3_000 });
      await until(isOpen, { timeout: 3_000 });
      return true;
    };
    await until(clickUntilOpen);
  }

  /** Takes an entry of a row's context menu. */
  async contextMenu(item: Locator, entry: string | RegExp): Promise<void> {
    await item.click({ button: "right" });
    await this.takeFromMenu(entry);
  }

  /** Takes an entry of the open context menu. A menu does not take the mouse in its first 100 ms, but does take Enter. */
  async takeFromMenu(entry: string | RegExp): Promise<void> {
    await this.page.getByRole("menuitem", { name: entry }).hover();
    await this.page.keyboard.press("Enter");
  }

  /** Presses Tab until the focus is there. */
  async tabTo(target: Locator): Promise<void> {
    for (let stop = 0; stop < mostStops; stop++) {
      if (await target.evaluate((element) => element.contains(element.ownerDocument.activeElement))) return;
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`Tab does not lead to ${String(target)}`);
  }

  /** The document inside the webview that is in front. */
  webview(): FrameLocator {
    return this.page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  }

  /** Gives the side bar this width in pixels. */
  async widenSideBar(width: number): Promise<void> {
    const box = await this.page.locator(".part.sidebar").boundingBox();
    if (box === null) throw new Error("There is no side bar.");
    await this.page.mouse.move(box.x + box.width, 450);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + width, 450, { steps: 5 });
    await this.page.mouse.up();
  }

  /** Moves the mouse away from everything that has a hover: the corners do, the editors' right edge does not. */
  async moveMouseAway(): Promise<void> {
    const { width = 0 } = this.page.viewportSize() ?? {};
    await this.page.mouse.move(width - 10, 300);
    await this.page.locator(".workbench-hover-container").waitFor({ state: "hidden" });
  }

  notification(text: string | RegExp): Locator {
    return this.notifications.filter({ hasText: text });
  }

  /** Waits for a notification in the centre, where all are listed: not every one pops up. */
  async told(text: string | RegExp): Promise<void> {
    const item = this.page.locator(".notifications-center .notification-list-item").filter({ hasText: text }).first();
    const isTold = async () => {
      // An empty centre does not open.
      if (await item.isVisible()) return true;
      await this.runCommand("Notifications: Show Notifications");
      return item.isVisible();
    };
    await until(isTold, { timeout: 60_000, interval: 500 });
    await this.runCommand("Notifications: Hide Notifications");
  }

  /** Closes whatever a test has opened besides the side bar; changes that were not saved are lost. */
  async closeAll(): Promise<void> {
    for (let press = 0; press < 3; press++) await this.page.keyboard.press("Escape");
    await this.runCommand("View: Close All Editors");
    const isClosed = async () => {
      if (await this.dialog.isVisible()) await this.confirm("Don't Save");
      return (await this.page.locator(".editor-group-container .tab").count()) === 0;
    };
    await until(isClosed, { timeout: 20_000 });
    if (await this.page.locator(".part.panel").isVisible()) await this.runCommand("View: Hide Panel");
    await this.runCommand("Notifications: Clear All Notifications");
  }

  /** Presses a button of a modal dialog. */
  async confirm(button: string | RegExp): Promise<void> {
    await this.dialog.getByRole("button", { name: button }).click();
  }

  /** Answers a modal dialog by keyboard. It is shown a moment before it has the focus: until then keys go elsewhere. */
  async answerDialog(question: string | RegExp, key: "Enter" | "Escape"): Promise<void> {
    await this.dialog.getByText(question).waitFor();
    await this.dialog.locator(":focus").waitFor();
    await this.page.keyboard.press(key);
    await this.dialog.waitFor({ state: "detached" });
  }

  async useTheme(theme: Theme): Promise<void> {
    const { label, kind } = themes[theme];
    if ((await this.page.locator(`.monaco-workbench.${kind}`).count()) > 0) return;
    await this.runCommand("Preferences: Color Theme");
    await this.quickInput.input.fill(label);
    await this.quickInput.items.filter({ hasText: label }).first().click();
    await this.page.locator(`.monaco-workbench.${kind}`).waitFor();
  }
}
