import type { FrameLocator, Locator } from "playwright-core";
import type { ParameterName } from "../../../src/core/arguments/cronArguments";
import { until } from "./until";
import type { Workbench } from "./workbench";

const mostStops = 150;

/** Runs in the page: where a control is, seen from what has the focus, and whether that is a folded section. */
function placeOf(control: Element) {
  const { activeElement: focused, body } = control.ownerDocument;
  const follows = focused !== null && focused !== body ? focused.compareDocumentPosition(control) : 0;
  return {
    isThere: focused === control,
    isBefore: (follows & Node.DOCUMENT_POSITION_PRECEDING) > 0,
    isFolded: focused?.matches("details:not([open]) > summary") === true,
  };
}

/** The webview with every parameter of a cron, used with a mouse or, as by some people, with nothing but keys. */
export class CronForm {
  readonly frame: FrameLocator;
  readonly title: Locator;
  /** The schedule in words, and its next runs. */
  readonly preview: Locator;
  /** What became of it, and what can be done now. */
  readonly footer: Locator;
  readonly create: Locator;
  readonly createAnyway: Locator;
  /** Can be pressed once the cron is there. */
  readonly reveal: Locator;

  constructor(private readonly workbench: Workbench) {
    this.frame = workbench.webview();
    this.title = this.frame.getByRole("heading", { level: 1 });
    this.preview = this.frame.getByRole("region", { name: "Summary" });
    this.footer = this.frame.locator("footer");
    this.create = this.footer.getByRole("button", { name: "Create Cron" });
    this.createAnyway = this.footer.getByRole("button", { name: "Create Anyway" });
    this.reveal = this.footer.getByRole("button", { name: "Reveal in Tree" });
  }

  section(title: string): Locator {
    return this.frame.getByRole("heading", { level: 2, name: title });
  }

  /** Label, help, control and messages of a parameter. */
  parameter(name: ParameterName | "name"): Locator {
    return this.frame.locator(`[data-parameter="${name}"]`);
  }

  /** The control that a parameter is typed into or chosen with. */
  field(name: ParameterName | "name"): Locator {
    return this.parameter(name).locator("input[type='text'], textarea, select").first();
  }

  async fill(name: ParameterName | "name", text: string): Promise<void> {
    await this.field(name).fill(text);
  }

  /** Closes it, and the draft that it leaves is forgotten. */
  async discard(): Promise<void> {
    await this.workbench.closeAll();
    await this.workbench.runCommand("Crons for LangGraph: Create Cron…");
    await this.workbench.quickInput.pick("A form was closed", "without these drafts");
    await this.waitForFocus();
    await this.workbench.runCommand("View: Close Editor");
  }

  /** Waits until the page has taken the focus: from then on keys go to the form. */
  async waitForFocus(): Promise<void> {
    await this.frame.locator(":is(input, textarea, select):focus").waitFor();
  }

  /** Whether a control lies inside the window and not behind the bar at the bottom, if the buttons are in one. */
  isInSight(control: Locator): Promise<boolean> {
    return control.evaluate((element) => {
      const { bottom, top } = element.getBoundingClientRect();
      const footer = document.querySelector("footer");
      const isBar = footer !== null && getComputedStyle(footer).position === "sticky";
      return top > 0 && bottom <= (isBar ? footer.getBoundingClientRect().top : window.innerHeight);
    });
  }

  /** Presses Tab, or Shift+Tab, until the focus is there; folded sections are unfolded on the way. */
  async tabTo(target: Locator): Promise<void> {
    const { keyboard } = this.workbench.page;
    for (let stop = 0; stop < mostStops; stop++) {
      const { isThere, isBefore, isFolded } = await target.evaluate(placeOf);
      if (isThere) return;
      if (isFolded) await keyboard.press("Enter");
      else await keyboard.press(isBefore ? "Shift+Tab" : "Tab");
    }
    throw new Error(`Tab does not lead to ${String(target)}`);
  }

  /** Goes to a parameter's control by Tab and replaces what is there; in a list the entry that begins so is chosen. */
  async type(name: ParameterName | "name", text: string): Promise<void> {
    if (name === "input") await this.showInputAsJson();
    await this.tabTo(this.field(name));
    // Not with Ctrl+A: VS Code takes that key and selects later, when some of the text may be there already.
    const { keyboard } = this.workbench.page;
    if ((await this.parameter(name).locator("select:focus").count()) > 0) return keyboard.type(text);
    for (const key of ["Home", "Shift+End"]) await keyboard.press(key);
    await keyboard.insertText(text);
  }

  /** The schema of the assistant's input has to be there: fields would take the place of what is typed. */
  private async showInputAsJson(): Promise<void> {
    const asJson = this.parameter("input").getByRole("button", { name: "Edit as JSON" });
    await asJson.waitFor();
    await this.tabTo(asJson);
    await this.workbench.page.keyboard.press("Enter");
  }

  /** Goes by Tab to a check box, by its label, and presses Space. */
  async check(name: ParameterName, label: string): Promise<void> {
    await this.tabTo(this.parameter(name).getByRole("checkbox", { name: label, exact: true, includeHidden: true }));
    await this.workbench.page.keyboard.press("Space");
  }

  /** Ctrl+Enter, and once more where there are warnings to be read first; until one of the form's own things is there. */
  async press(next: Locator): Promise<void> {
    await this.pressUntil(() => next.isVisible());
  }

  /** Sends it, and agrees to what it costs. */
  async submit({ costs = false } = {}): Promise<void> {
    if (costs) {
      const question = this.workbench.dialog.getByText(/runs a day/);
      await this.pressUntil(() => question.isVisible());
      await this.workbench.answerDialog(/runs a day/, "Enter");
    } else {
      await this.press(this.reveal);
    }
    await this.reveal.waitFor();
  }

  private async pressUntil(isThere: () => Promise<boolean>): Promise<void> {
    const { keyboard } = this.workbench.page;
    await keyboard.press("ControlOrMeta+Enter");
    const next = async () => ((await isThere()) ? "there" : (await this.createAnyway.isVisible()) ? "warned" : "busy");
    await until(async () => (await next()) !== "busy", { timeout: 60_000 });
    if ((await next()) === "warned") await keyboard.press("ControlOrMeta+Enter");
    await until(isThere, { timeout: 60_000 });
  }
}
