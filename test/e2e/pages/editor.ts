import type { Locator, Page } from "playwright-core";

/** The text editor that is in front. */
export class Editor {
  readonly lenses: Locator;
  readonly text: Locator;

  constructor(private readonly page: Page) {
    const active = page.locator(".editor-group-container.active .monaco-editor[role='code']");
    this.lenses = active.locator(".codelens-decoration");
    this.text = active.locator(".view-lines");
  }

  /** A lens, or the part of one, by its words. */
  lens(words: string | RegExp): Locator {
    return this.lenses.getByText(words).first();
  }

  /** Clicks a lens once it has stood still: VS Code draws lenses anew as answers come, and loses a click meanwhile. */
  async clickLens(words: string | RegExp): Promise<void> {
    const isStill = async () => {
      const before = await this.lens(words).elementHandle();
      await this.page.waitForTimeout(500);
      return (await before?.evaluate((element) => element.isConnected)) === true;
    };
    while (!(await isStill()));
    await this.lens(words).click();
  }

  /** Underlined places; `kind` is the severity. */
  squiggles(kind: "error" | "warning" | "info" | "hint"): Locator {
    return this.page.locator(`.editor-group-container.active .cdr.squiggly-${kind}`);
  }

  async save(): Promise<void> {
    await this.page.keyboard.press("ControlOrMeta+S");
  }
}
