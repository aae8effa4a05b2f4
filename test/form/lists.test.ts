import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser";
import { eventually } from "./support/eventually";
import { threadId } from "./support/formHost";
import { type OpenForm, openForm } from "./support/openForm";

/** Every input that opens a list. */
const lists = [
  "thread_id-input",
  "assistant_id-input",
  "timezone-input",
  "end_time-input",
  "end_time-zone",
  "interrupt_before-input",
  "interrupt_after-input",
] as const;

const manyThreads = Array.from({ length: 60 }, (_none, index) => ({
  value: `${index} ${threadId}`,
  label: `Thread ${index}`,
  detail: "idle",
}));
const manyNames = Array.from({ length: 60 }, (_none, index) => ({
  value: `n${index}`,
  label: `n${index}`,
  detail: "",
}));
const long = {
  threads: { kind: "list", choices: manyThreads },
  assistants: { kind: "list", choices: manyNames },
  nodes: { kind: "list", choices: manyNames },
} as const;

const focused = ({ page }: OpenForm) =>
  page.evaluate(() => {
    const active = document.activeElement;
    return active === document.body ? "body" : active?.id || active?.closest("[data-parameter]")?.textContent || "";
  });
const expanded = ({ page }: OpenForm, id: string) => page.locator(`#${id}[aria-expanded="true"]`);
const anyList = ({ page }: OpenForm) => page.locator(".popup").filter({ visible: true });

async function openedForm(browser: Browser): Promise<OpenForm> {
  const form = await openForm(browser, long);
  await form.page.locator("details").evaluateAll((all) => {
    for (const details of all) details.setAttribute("open", "");
  });
  return form;
}

async function openList(form: OpenForm, id: string): Promise<void> {
  await form.page.locator(`#${id}`).focus();
  await form.page.keyboard.press("ArrowDown");
  await expanded(form, id).waitFor();
}

describe("An open list", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it.each(lists)("lets Tab and Shift+Tab go where they go without it: %s", async (id) => {
    const form = await openedForm(browser);
    for (const key of ["Tab", "Shift+Tab"]) {
      await form.page.locator(`#${id}`).focus();
      await form.page.keyboard.press(key);
      const neighbour = await focused(form);
      await openList(form, id);
      await form.page.keyboard.press(key);
      expect(await focused(form)).toBe(neighbour);
      expect(await anyList(form).count()).toBe(0);
    }
    expect(form.problems).toEqual([]);
    await form.close();
  });

  it("leaves what is typed after Tab to the next field", async () => {
    const form = await openedForm(browser);
    await openList(form, "timezone-input");
    await form.page.keyboard.press("Tab");
    await form.page.keyboard.type("2027-01-31 18:00");
    expect(await form.input("end_time").inputValue()).toBe("2027-01-31 18:00");
    await form.close();
  });

  it("closes on Escape, which keeps the focus, and on a click elsewhere", async () => {
    const form = await openedForm(browser);
    for (const id of lists) {
      await openList(form, id);
      await form.page.keyboard.press("Escape");
      expect(await focused(form)).toBe(id);
      await eventually(() => anyList(form).count()).toBe(0);
      await openList(form, id);
      await form.page.locator("h1").click();
      await eventually(() => anyList(form).count()).toBe(0);
    }
    await form.close();
  });

  it("stays open while it is scrolled or clicked with the mouse", async () => {
    const form = await openedForm(browser);
    await openList(form, "assistant_id-input");
    const list = form.page.locator("#assistant_id-input-list");
    await list.hover();
    await form.page.mouse.wheel(0, 200);
    await eventually(() => list.evaluate((element) => element.scrollTop)).toBeGreaterThan(100);
    expect(await expanded(form, "assistant_id-input").count()).toBe(1);
    await form.page.keyboard.type("zzz");
    await form.page.getByText("Nothing matches.").click();
    expect(await focused(form)).toBe("assistant_id-input");
    expect(await form.page.getByText("Nothing matches.").isVisible()).toBe(true);
    await form.close();
  });

  it("does not come up again after the field was left or Escape pressed, however late the answer is", async () => {
    const form = await openedForm(browser);
    await form.page.clock.install();
    await form.input("thread_id").focus();
    await form.page.keyboard.type("Thr");
    await form.page.keyboard.press("Tab");
    await form.page.clock.runFor(1000);
    expect(await anyList(form).count()).toBe(0);
    await form.input("thread_id").focus();
    await form.page.keyboard.type("ead");
    await form.page.keyboard.press("Escape");
    await form.page.clock.runFor(1000);
    expect(await anyList(form).count()).toBe(0);
    await form.close();
  });

  it("of nodes with a name half typed: Shift+Tab still finds the button before it", async () => {
    const form = await openedForm(browser);
    await form.input("interrupt_before").focus();
    await form.page.keyboard.type("first");
    await form.page.keyboard.press("Enter");
    await form.page.keyboard.type("second");
    await form.page.keyboard.press("Shift+Tab");
    expect(await form.page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toMatch(/^Remove /);
    expect(await form.page.locator(".chip").allTextContents()).toEqual(["first", "second"]);
    await form.close();
  });
});
