import { describe, expect } from "vitest";
import { eventually } from "./support/eventually";
import type { FormBrowser } from "./support/formBrowser";
import { threadId } from "./support/formHost";
import { it } from "./support/formTest";
import { type FormOptions, type OpenForm, openForm } from "./support/openForm";

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
  // Nodes are those of an assistant's graph.
  draft: { arguments: { assistant_id: "agent" } },
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

async function openedForm(browser: FormBrowser, options: FormOptions = {}): Promise<OpenForm> {
  const form = await openForm(browser, { ...long, ...options });
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
  let browser: FormBrowser;
  it.beforeAll(({ browser: shared }) => {
    browser = shared;
  });

  it.each(lists)("does not change where Tab and Shift+Tab go: %s", async (id) => {
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
    await openList(form, "assistant_id-input");
    await form.page.keyboard.press("Tab");
    await form.page.keyboard.type("hello");
    expect(await form.input("input").inputValue()).toBe("hello");
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

  it("does not open again after the field was left or Escape pressed, however late the answer is", async () => {
    const form = await openedForm(browser, { ownClock: true });
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

describe("The list of time zones", () => {
  let browser: FormBrowser;
  it.beforeAll(({ browser: shared }) => {
    browser = shared;
  });

  const rows = ({ page }: OpenForm, id: string) => page.locator(`#${id}-list [role="option"]`);

  it.each(["timezone-input", "end_time-zone"])("has every zone, the person's own first: %s", async (id) => {
    const form = await openForm(browser, { zone: "Asia/Tokyo" });
    await form.unfold("end");
    await form.page.locator(`#${id}`).fill("");
    await form.page.keyboard.press("Escape");
    await openList(form, id);
    expect(await rows(form, id).first().textContent()).toMatch(/^Asia\/TokyoYour time zone · Japan · UTC\+09:00$/);
    expect(await rows(form, id).nth(1).textContent()).toBe("UTCUTC");
    const count = Number(await rows(form, id).first().getAttribute("aria-setsize"));
    expect(count).toBeGreaterThanOrEqual(598);
    expect(await form.page.locator(".popup").filter({ visible: true }).locator(".listStatus").textContent()).toContain(
      String(count),
    );
    const list = form.page.locator(`#${id}-list`);
    await eventually(async () => {
      await list.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
      return rows(form, id).count();
    }).toBe(count);
    expect(await rows(form, id).last().textContent()).toMatch(/^Zulu/);
    await form.close();
  });

  it("goes to the last one with a single key", async () => {
    const form = await openForm(browser);
    await openList(form, "timezone-input");
    await form.page.keyboard.press("ArrowUp");
    const active = form.page.locator('#timezone-input-list [aria-selected="true"]');
    expect(await active.textContent()).toMatch(/^Zulu/);
    await eventually(() => active.evaluate((row) => row.getBoundingClientRect().top > 0)).toBe(true);
    await form.page.keyboard.press("Enter");
    expect(await form.input("timezone").inputValue()).toBe("Zulu");
    await form.close();
  });

  it.each([
    ["munich", "Europe/Berlin", "Munich, Germany · UTC+01:00"],
    ["germany", "Europe/Berlin", "Germany · UTC+01:00"],
    ["+05:30", "Asia/Kolkata", "India · UTC+05:30"],
    ["calcutta", "Asia/Calcutta", "old name · India · UTC+05:30"],
  ])("finds %s", async (typed, zone, detail) => {
    const form = await openForm(browser, { zone: "UTC", ownClock: true });
    // November: Berlin is at +01:00.
    await form.page.clock.setFixedTime("2026-11-24T10:20:00Z");
    await form.input("timezone").focus();
    await form.page.keyboard.type(typed);
    await eventually(() => rows(form, "timezone-input").first().textContent()).toBe(`${zone}${detail}`);
    await form.page.keyboard.press("ArrowDown");
    await form.page.keyboard.press("Enter");
    expect(await form.input("timezone").inputValue()).toBe(zone);
    await form.close();
  });

  it("finds countries in the user's language", async () => {
    const form = await openForm(browser, { language: "de" });
    await form.input("timezone").focus();
    await form.page.keyboard.type("österreich");
    await eventually(() => rows(form, "timezone-input").first().textContent()).toContain("Europe/ViennaÖsterreich");
    await form.close();
  });
});
