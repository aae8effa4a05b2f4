import type { OpenForm } from "./openForm";

const longestWay = 200;

/** Goes forward with the Tab key alone until this element has the focus. */
export async function tabTo({ page }: OpenForm, selector: string): Promise<void> {
  for (let steps = 0; steps < longestWay; steps += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) {
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reaches ${selector}.`);
}

/** Opens what is folded, as somebody would who has no mouse. */
export async function unfold(form: OpenForm, fold: string): Promise<void> {
  await tabTo(form, `[data-section="${fold}"] > summary`);
  if (!(await form.page.locator(`[data-section="${fold}"]`).evaluate((all) => (all as HTMLDetailsElement).open))) {
    await form.page.keyboard.press("Enter");
  }
}

/** Types into a field's input. */
export async function type(form: OpenForm, name: string, text: string): Promise<void> {
  await tabTo(form, `#${name}-input`);
  await form.page.keyboard.insertText(text);
}

/** Types a part, and takes the first suggestion. */
export async function pick(form: OpenForm, name: string, part: string): Promise<void> {
  await type(form, name, part);
  await form.page.locator(`#${name}-input-option-0`).waitFor();
  await form.page.keyboard.press("ArrowDown");
  await form.page.keyboard.press("Enter");
}

/** Goes to a box or a button and presses Space. */
export async function space(form: OpenForm, selector: string): Promise<void> {
  await tabTo(form, selector);
  await form.page.keyboard.press("Space");
}

/** Moves a drop-down by this many entries. */
export async function step(form: OpenForm, name: string, times: number): Promise<void> {
  await tabTo(form, `#${name}-input`);
  for (let done = 0; done < times; done += 1) {
    await form.page.keyboard.press("ArrowDown");
  }
}
