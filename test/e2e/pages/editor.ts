import type { Locator, Page } from "playwright-core";
import { appears } from "./appears";
import type { QuickInput } from "./quickInput";
import { until } from "./until";

const mostTries = 5;
const tryMilliseconds = 10_000;

/** The text editor that is in front. */
export class Editor {
  readonly lenses: Locator;
  readonly text: Locator;

  constructor(
    private readonly page: Page,
    private readonly quickInput: QuickInput,
  ) {
    const active = page.locator(".editor-group-container.active .monaco-editor[role='code']");
    this.lenses = active.locator(".codelens-decoration");
    this.text = active.locator(".view-lines");
  }

  /** A lens, or the part of one, by its words. */
  lens(words: string | RegExp): Locator {
    return this.lenses.getByText(words).first();
  }

  /**
   * Clicks a lens until what it leads to is there: VS Code draws lenses anew as answers come, and a click on one that
   * is being replaced is lost.
   */
  async clickLens(words: string | RegExp, leadsTo: Locator): Promise<void> {
    for (let tries = 1; tries < mostTries; tries++) {
      await this.lens(words).click();
      if (await appears(leadsTo.first(), tryMilliseconds)) return;
    }
    throw new Error(`A click on the lens ${words} leads nowhere`);
  }

  /** Underlined places; `kind` is the severity. */
  squiggles(kind: "error" | "warning" | "info" | "hint"): Locator {
    return this.page.locator(`.editor-group-container.active .cdr.squiggly-${kind}`);
  }

  /** Selects so many characters from that place on, which is written "line:column". */
  async select(place: string, length: number): Promise<void> {
    const { keyboard } = this.page;
    await this.quickInput.open("ControlOrMeta+G", "", `:${place}`);
    await keyboard.press("Enter");
    await this.quickInput.box.waitFor({ state: "hidden" });
    for (let index = 0; index < length; index++) await keyboard.press("Shift+ArrowRight");
  }

  /**
   * Drags the lower edge of the open hover down by so many pixels; VS Code then lets later ones be as high. The edge must
   * stay in the window: after a button released elsewhere no hover comes.
   */
  async enlargeHover(pixels: number): Promise<void> {
    const box = await this.page.locator(".monaco-resizable-hover").filter({ visible: true }).boundingBox();
    if (box === null) throw new Error("There is no hover.");
    const { mouse } = this.page;
    const [x, edge] = [box.x + box.width / 2, box.y + box.height - 1];
    await mouse.move(x, edge);
    await mouse.down();
    await mouse.move(x, edge + pixels, { steps: 5 });
    await mouse.up();
  }

  /** Shows the hover of a place, which is written "line:column", as a person at the keyboard does. */
  async showHover(place: string): Promise<void> {
    await this.select(place, 0);
    await this.page.keyboard.press("ControlOrMeta+K");
    await this.page.keyboard.press("ControlOrMeta+I");
  }

  /** Opens the list of what can stand at the cursor, until it has this entry: what is asked too early is not answered. */
  openSuggestions(entry: string): Promise<void> {
    return this.pressUntil(
      "ControlOrMeta+Space",
      this.page.locator(".suggest-widget.visible").getByText(entry).first(),
    );
  }

  /** Opens the list of fixes at the cursor, until it has this one: VS Code closes the list when what is found is drawn anew. */
  async openFixes(fix: string): Promise<Locator> {
    const entry = this.page.getByText(fix).first();
    await this.pressUntil("ControlOrMeta+.", entry);
    return entry;
  }

  private async pressUntil(key: string, shown: Locator): Promise<void> {
    const isShown = async () => {
      await this.page.keyboard.press(key);
      return appears(shown, tryMilliseconds);
    };
    await until(isShown, { timeout: mostTries * tryMilliseconds });
  }

  async save(): Promise<void> {
    await this.page.keyboard.press("ControlOrMeta+S");
  }
}
