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

  /** Underlined places; `kind` is the severity. */
  squiggles(kind: "error" | "warning" | "info" | "hint"): Locator {
    return this.page.locator(`.editor-group-container.active .cdr.squiggly-${kind}`);
  }

  async save(): Promise<void> {
    await this.page.keyboard.press("ControlOrMeta+S");
  }
}
