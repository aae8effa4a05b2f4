import type { Locator, Page } from "playwright-core";

/** The box at the top: command palette, picks and questions. */
export class QuickInput {
  readonly box: Locator;
  readonly input: Locator;
  readonly items: Locator;
  /** What the box says about the text so far: prompt, or what is wrong with it. */
  readonly message: Locator;

  constructor(page: Page) {
    this.box = page.locator(".quick-input-widget");
    this.input = this.box.locator(".quick-input-filter input");
    this.items = this.box.getByRole("option");
    this.message = this.box.locator(".quick-input-message");
  }

  /** Waits for a question whose title or placeholder contains this, and answers with a text. */
  async answer(question: string | RegExp, text: string): Promise<void> {
    await this.waitFor(question);
    await this.input.fill(text);
    await this.input.press("Enter");
  }

  /** Waits for a choice whose title or placeholder contains this, and takes an item by its label. */
  async pick(question: string | RegExp, item: string | RegExp): Promise<void> {
    await this.waitFor(question);
    await this.items.filter({ hasText: item }).first().click();
  }

  /** The question is in the title, the placeholder or the message, as its author chose. */
  async waitFor(question: string | RegExp): Promise<void> {
    const inPlaceholder = this.box.getByPlaceholder(question);
    const inText = this.box.getByText(question);
    await inPlaceholder.or(inText).first().waitFor();
  }
}
