import { describe, expect } from "vitest";
import { hostileTexts } from "../fixtures/hostileTexts";
import { eventually } from "./support/eventually";
import type { FormBrowser } from "./support/formBrowser";
import { looks, widths } from "./support/formStates";
import { it } from "./support/formTest";
import { type OpenUpcoming, openUpcoming } from "./support/openUpcoming";
import { cronOf, everyRow, manyRows } from "./support/upcomingViews";
import { violations } from "./support/violations";

const settled = ({ page }: OpenUpcoming) => page.locator(".totals", { hasText: "to come" }).waitFor();
/** What a screen reader would say of what has the focus. */
const focused = ({ page }: OpenUpcoming) =>
  page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "");

describe("The page of coming runs", () => {
  let browser: FormBrowser;
  it.beforeAll(({ browser: shared }) => {
    browser = shared;
  });

  it.each(widths)("breaks no rule of accessibility, as a picture and as a table: %i px", async (width) => {
    const opened = await openUpcoming(browser, everyRow, { width });
    await settled(opened);
    await opened.page.locator("summary").click();
    await opened.page.getByRole("button", { name: "Spread…" }).click();
    for (const shown of ["picture", "table"]) {
      if (shown === "table") await opened.page.getByLabel("As a table").check();
      for (const [look, options] of Object.entries(looks)) {
        await opened.setLook(options);
        expect([shown, look, await violations(opened)]).toEqual([shown, look, []]);
        const overflow = await opened.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect([shown, look, overflow]).toEqual([shown, look, 0]);
      }
    }
    expect(opened.problems).toEqual([]);
    await opened.close();
  });

  it("leads with the keyboard alone to the run that failed last, and to the cron", async () => {
    const opened = await openUpcoming(browser, everyRow);
    await settled(opened);
    const { keyboard } = opened.page;
    for (let step = 0; step < 30 && (await focused(opened)) !== "crm-sync"; step += 1) await keyboard.press("Tab");
    expect(await focused(opened)).toBe("crm-sync");
    await keyboard.press("Enter");
    for (let step = 0; step < 10 && !(await focused(opened)).includes("2 runs"); step += 1) {
      if ((await focused(opened)).includes("failed")) break;
      await keyboard.press("ArrowRight");
    }
    expect(await focused(opened)).toMatch(/: failed, took 2 sec$/);
    await keyboard.press("ArrowRight");
    await keyboard.press("Enter");
    await eventually(() => opened.acted).toEqual([
      { kind: "cron", cron: "c crm-sync" },
      { kind: "run", cron: "c crm-sync", run: "h5" },
    ]);
    await keyboard.press("ArrowDown");
    expect(await focused(opened)).toMatch(/50 runs from .* done|runs from/);
    await keyboard.press("Home");
    expect(await focused(opened)).toBe("kpi-minutely");
    await opened.close();
  });

  it("goes with the keyboard beyond what is in sight, down and to the right", async () => {
    const opened = await openUpcoming(browser, manyRows(300), { height: 500 });
    await settled(opened);
    const { keyboard } = opened.page;
    await opened.page.locator("[role=grid]").focus();
    for (let step = 0; step < 12; step += 1) await keyboard.press("PageDown");
    expect(await focused(opened)).toBe("cron-120");
    const isInSight = () =>
      opened.page.evaluate(() => {
        const box = document.activeElement?.getBoundingClientRect();
        return (
          box !== undefined && box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.left <= innerWidth
        );
      });
    expect(await isInSight()).toBe(true);
    await keyboard.press("ArrowDown");
    for (let step = 0; step < 40; step += 1) await keyboard.press("ArrowRight");
    expect(await focused(opened)).toMatch(/^runs /);
    expect(await isInSight()).toBe(true);
    expect(await opened.page.locator(".row").count()).toBeLessThan(40);
    expect(opened.problems).toEqual([]);
    await opened.close();
  });

  it("is zoomed, panned and brought back to now with the keyboard, in the picture and by its buttons", async () => {
    const opened = await openUpcoming(browser, everyRow);
    await settled(opened);
    const { page } = opened;
    type Range = { readonly from: number; readonly length: number };
    const range = () => (opened.states.at(-1) as { readonly view: { readonly range: Range } } | undefined)?.view.range;
    const minute = 60_000;
    const hour = 60 * minute;
    const press = async (name: string) => page.getByRole("button", { name, exact: true }).press("Enter");
    const lengthIs = (length: number) => eventually(() => range()?.length).toBe(length);

    await press("Week");
    await lengthIs(7 * 24 * hour);
    await press("Day");
    await lengthIs(24 * hour);
    const from = range()?.from ?? Number.NaN;
    await page.locator("[role=grid]").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("+");
    await lengthIs(12 * hour);
    // Its middle stays where it was.
    expect(range()?.from).toBe(from + 6 * hour);
    await page.keyboard.press("-");
    await lengthIs(24 * hour);
    await press("Later");
    await eventually(() => range()?.from).toBe(from + 12 * hour);
    await press("Zoom in");
    await lengthIs(12 * hour);
    await page.locator("[role=grid]").focus();
    await page.keyboard.press("n");
    // In the first quarter.
    const now = await opened.page.evaluate(() => Date.now());
    await eventually(() => Math.abs((range()?.from ?? 0) + 3 * hour - now) < minute).toBe(true);
    expect(opened.problems).toEqual([]);
    await opened.close();
  });

  it("opens with a press what is under the pointer, and says what it is", async () => {
    const opened = await openUpcoming(browser, everyRow, { width: 1200 });
    await settled(opened);
    const row = opened.page.locator(".row", { hasText: "long-report" });
    const box = await row.locator("path.good").evaluate((path) => {
      const { left, top, width, height } = path.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    });
    await opened.page.mouse.move(box.x, box.y);
    await opened.page.locator(".pointed", { hasText: /^long-report: .*: done, took 3 hr$/ }).waitFor();
    await opened.page.mouse.click(box.x, box.y);
    await eventually(() => opened.acted).toEqual([{ kind: "run", cron: "c long-report", run: "l0" }]);
    await opened.close();
  });

  it("proposes other minutes for a herd, and changes nothing by itself", async () => {
    const opened = await openUpcoming(browser, everyRow);
    await settled(opened);
    await opened.page.locator("summary").click();
    const [herd, overlap] = await opened.page.locator(".troubles > ul > li").allTextContents();
    expect(herd).toMatch(
      /^15 crons of eu.example.com are due at .*12:00.*works on 10 runs at once\. Spread…$|^1[2-5] crons/,
    );
    expect(overlap).toContain("crm-sync and crm-sync-again meet on their thread");
    await opened.page.getByRole("button", { name: "Spread…" }).click();
    expect(opened.acted).toEqual([]);
    const edit = opened.page.getByRole("button", { name: /^Edit digest-\d+: \d+ 12 \* \* \* instead of 0 12/ });
    await edit.first().click();
    await eventually(() => opened.acted).toMatchObject([
      { kind: "edit", schedule: expect.stringMatching(/^[1-9]\d* 12 \* \* \*$/) },
    ]);
    await opened.close();
  });

  it("filters, and keeps what was chosen for a page that is unloaded", async () => {
    const opened = await openUpcoming(browser, everyRow);
    await settled(opened);
    await opened.page.getByRole("button", { name: "Week" }).click();
    await opened.page.getByLabel("Time zone").selectOption("UTC");
    await opened.page.getByLabel("Only what needs attention").check();
    await opened.page.getByRole("searchbox").fill("MISSED");
    await eventually(() => opened.page.locator(".row .name button").allTextContents()).toEqual(["nightly-export"]);
    await eventually(() => opened.states.at(-1)).toMatchObject({
      key: "all",
      view: { filter: "MISSED", zone: "UTC", onlyAttention: true },
    });
    const saved = opened.states.at(-1);
    await opened.close();
    const again = await openUpcoming(browser, everyRow, { saved });
    await settled(again);
    expect(await again.page.locator(".row .name button").allTextContents()).toEqual(["nightly-export"]);
    expect(await again.page.getByRole("button", { name: "Week" }).getAttribute("aria-pressed")).toBe("true");
    await again.close();
  });

  it("asks only for the past runs of rows in sight, once", async () => {
    const view = manyRows(200);
    const unread = { ...view, crons: view.crons.map((cron) => ({ ...cron, runs: null })) };
    const opened = await openUpcoming(browser, unread, { height: 600 });
    await eventually(() => opened.asked.length).toBeGreaterThan(5);
    opened.change(unread);
    await settled(opened);
    expect(opened.asked.length).toBeLessThan(30);
    expect(new Set(opened.asked).size).toBe(opened.asked.length);
    await opened.close();
  });

  it("is saved as SVG and PNG, with a server's texts as they are", async () => {
    const view = {
      ...everyRow,
      crons: [...everyRow.crons, ...hostileTexts.map((text) => cronOf(text, "0 9 * * *", { health: text }))],
    };
    const opened = await openUpcoming(browser, view);
    await settled(opened);
    expect(await opened.page.locator("main").locator("script, img, iframe, a, style").count()).toBe(0);
    await opened.page.getByRole("button", { name: "Save as SVG" }).click();
    await opened.page.getByRole("button", { name: "Save as PNG" }).click();
    await eventually(() => opened.saved.map(({ type }) => type)).toEqual(["svg", "png"]);
    const [svg = "", png = ""] = opened.saved.map(({ content }) => content);
    const read = await opened.page.evaluate((text) => {
      const found = new DOMParser().parseFromString(text, "image/svg+xml");
      const texts = [...found.querySelectorAll("text")].map(({ textContent }) => textContent);
      return {
        root: found.documentElement.tagName,
        texts,
        others: found.querySelectorAll("*:not(svg, rect, path, text)").length,
      };
    }, svg);
    expect(read).toMatchObject({ root: "svg", others: 0 });
    expect(read.texts).toContain("crm-sync");
    expect(Buffer.from(png, "base64").subarray(1, 4).toString()).toBe("PNG");
    expect(opened.problems).toEqual([]);
    await opened.close();
  });

  it("says what went wrong, and that a server can't be asked", async () => {
    const opened = await openUpcoming(browser, everyRow, {}, () => Promise.reject(new Error("The server refused.")));
    await settled(opened);
    await opened.page.getByRole("button", { name: "Refresh" }).click();
    await opened.page.getByRole("alert").getByText("The server refused.").waitFor();
    opened.change({
      ...everyRow,
      crons: [],
      servers: everyRow.servers.map((each) => ({ ...each, problem: "It is silent." })),
    });
    await opened.page.getByRole("alert").getByText("eu.example.com: It is silent.").waitFor();
    await opened.page.getByText("No cron to show.").waitFor();
    await opened.close();
  });
});
