import type { Locator, Page } from "playwright-core";
import { until } from "./until";

const mostTries = 10;
const mostRows = 100;
const tryMilliseconds = 5_000;
const always = () => true;
const never = () => false;

/** The box at the top: command palette, picks and questions. */
export class QuickInput {
  readonly box: Locator;
  readonly input: Locator;
  readonly items: Locator;
  /** What the box says about the text so far: prompt, or what is wrong with it. */
  readonly message: Locator;

  constructor(private readonly page: Page) {
    this.box = page.locator(".quick-input-widget");
    this.input = this.box.locator(".quick-input-filter input[type='text'], .quick-input-filter input[type='password']");
    this.items = this.box.getByRole("option");
    this.message = this.box.locator(".quick-input-message");
  }

  /**
   * Opens the box with a key and types this; `invitation` is what it says when it opens. Both are done again where a
   * question before it was still closing: then the key went nowhere, or the box was closed, too.
   */
  async open(key: string, invitation: string, text: string): Promise<void> {
    const timeout = tryMilliseconds;
    const box = this.box.getByPlaceholder(invitation);
    for (let tries = 1; tries < mostTries; tries++) {
      await this.page.keyboard.press(key);
      const isTyped = await box
        .waitFor({ timeout })
        .then(() => this.input.fill(text, { timeout }))
        .then(
          () => true,
          () => false,
        );
      if (isTyped) return;
    }
    throw new Error(`${key} opens no box that says “${invitation}”`);
  }

  /** Waits for a question whose title, placeholder or message contains this, and puts this in the place of what stands there. */
  async type(question: string | RegExp, text: string): Promise<void> {
    await this.waitFor(question);
    // On a busy machine a page that was being opened takes the focus away.
    await this.input.focus();
    await this.page.keyboard.press("ControlOrMeta+A");
    await this.page.keyboard.insertText(text);
  }

  /** Types an answer, and Enter. */
  async answer(question: string | RegExp, text: string): Promise<void> {
    await this.type(question, text);
    await this.page.keyboard.press("Enter");
  }

  /** Waits for a choice, and clicks an item; again if the question stands on: a list that is drawn anew loses a click. */
  async pick(question: string | RegExp, item: string | RegExp): Promise<void> {
    await this.waitFor(question);
    const wanted = this.items.filter({ hasText: item }).first();
    await wanted.click();
    const isTaken = () =>
      this.question(question).waitFor({ state: "hidden", timeout: tryMilliseconds }).then(always, never);
    for (let tries = 1; !(await isTaken()) && tries < mostTries; tries++) {
      // It is gone, or waits for an answer of its own, which takes no clicks.
      await wanted.click({ timeout: tryMilliseconds }).catch(never);
    }
  }

  /** Waits for a choice, goes down to an item by its label, and takes it with Enter. */
  async choose(question: string | RegExp, item: string | RegExp): Promise<void> {
    await this.waitFor(question);
    const wanted = this.items.filter({ hasText: item }).first();
    await this.goDownTo(wanted);
    await this.page.keyboard.press("Enter");
  }

  /** Ticks items of a choice of several by their labels, and accepts. */
  async tick(question: string | RegExp, ...labels: readonly string[]): Promise<void> {
    await this.waitFor(question);
    const lines = this.box.locator(".monaco-list-row");
    for (const label of labels) {
      const wanted = lines.filter({ hasText: label }).first();
      await this.goDownTo(wanted);
      await this.page.keyboard.press("Space");
    }
    await this.page.keyboard.press("Enter");
  }

  /** Presses no key before the list has shown what the one before did: else it would go past. */
  private async goDownTo(wanted: Locator): Promise<void> {
    const marked = () =>
      this.box.locator(".monaco-list-row.focused").evaluateAll((rows) => rows.map((row) => row.ariaPosInSet).join());
    await wanted.waitFor();
    for (let left = mostRows; !(await isMarked(wanted)); left--) {
      if (left === 0) throw new Error(`Arrow keys do not lead to ${String(wanted)}`);
      const before = await marked();
      await this.page.keyboard.press("ArrowDown");
      await until(async () => (await marked()) !== before);
    }
  }

  /** Takes what is marked already. */
  async accept(question: string | RegExp): Promise<void> {
    await this.waitFor(question);
    await this.page.keyboard.press("Enter");
  }

  /**
   * The question is in the title, the placeholder or the message, as its author chose. The items are not looked at: the
   * palette lists a command of the same name until the question takes its place.
   */
  async waitFor(question: string | RegExp): Promise<void> {
    await this.question(question).waitFor();
  }

  private question(question: string | RegExp): Locator {
    const inPlaceholder = this.box.getByPlaceholder(question);
    const inText = this.box.locator(".quick-input-title, .quick-input-description, .quick-input-message");
    return inPlaceholder
      .or(inText.filter({ hasText: question }))
      .filter({ visible: true })
      .first();
  }
}

/** Whether arrow keys have come to this row of a list or a tree. */
export const isMarked = async (item: Locator): Promise<boolean> =>
  /focused/.test((await item.getAttribute("class")) ?? "");
