import { describe, expect } from "vitest";
import type { Report } from "../../src/protocol/report";
import { hostileTexts } from "../fixtures/hostileTexts";
import { eventually } from "./support/eventually";
import type { FormBrowser } from "./support/formBrowser";
import { looks, widths } from "./support/formStates";
import { it } from "./support/formTest";
import { openReport } from "./support/openReport";
import { everyBlock, withBlocks } from "./support/reports";
import { violations } from "./support/violations";

describe("A report", () => {
  let browser: FormBrowser;
  it.beforeAll(({ browser: shared }) => {
    browser = shared;
  });

  it.each(widths)("breaks no rule of accessibility: %i px", async (width) => {
    const opened = await openReport(browser, everyBlock, { width });
    await opened.page.locator("summary").click();
    for (const [look, options] of Object.entries(looks)) {
      await opened.setLook(options);
      expect([look, await violations(opened)]).toEqual([look, []]);
      const overflow = await opened.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect([look, overflow]).toEqual([look, 0]);
    }
    expect(opened.problems).toEqual([]);
    await opened.close();
  });

  it("is reached and used with the keyboard alone", async () => {
    const opened = await openReport(browser, everyBlock);
    const { page } = opened;
    const reached: string[] = [];
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press("Tab");
      const id = await page.evaluate(() => {
        const active = document.activeElement as HTMLElement | null;
        return active?.dataset.action ?? active?.tagName ?? "";
      });
      if (id === "BODY") break;
      reached.push(id);
    }
    const runs = Array.from({ length: 20 }, (_none, index) => `run ${index}`).filter((id) => id !== "run 9");
    expect(reached).toEqual(["PRE", "again", "refresh", "cron", ...runs, "toggle", "TEXTAREA", "answer", "SUMMARY"]);
    await page.locator("[data-action='run 3']").focus();
    await page.keyboard.press("Enter");
    await eventually(() => opened.acted).toEqual([["run 3", null]]);
    await opened.close();
  });

  it("keeps focus, folding and typed text when it changes", async () => {
    const opened = await openReport(browser, everyBlock);
    const { page } = opened;
    await page.locator("summary").click();
    await page.locator("textarea").fill('{"publish": true}');
    await page.locator("[data-action=refresh]").focus();
    opened.change(
      withBlocks(([, ...rest]) => rest.map((block) => (block.kind === "code" ? { ...block, text: "other" } : block))),
    );
    await page.locator("pre", { hasText: "other" }).waitFor();
    expect(await page.locator(".banner.warning").count()).toBe(0);
    expect(await page.locator("textarea").inputValue()).toBe('{"publish": true}');
    expect(await page.locator("details").getAttribute("open")).toBe("");
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.action)).toBe("refresh");
    await opened.close();
  });

  it("leaves it to the host whether a box is ticked, and keeps the focus on it", async () => {
    const opened = await openReport(browser, everyBlock);
    const box = opened.page.getByRole("checkbox", { name: "Apply this change" });
    await box.focus();
    await opened.page.keyboard.press("Space");
    await eventually(() => opened.acted).toEqual([["toggle", null]]);
    expect(await box.isChecked()).toBe(true);
    opened.change(JSON.parse(JSON.stringify(everyBlock).replace('"isChecked":true', '"isChecked":false')));
    await opened.page.locator("input:not(:checked)").waitFor();
    expect(await opened.page.evaluate(() => (document.activeElement as HTMLElement).dataset.action)).toBe("toggle");
    await opened.close();
  });

  it("sends what was typed with the answer, and keeps it for a page that is unloaded", async () => {
    const first = await openReport(browser, everyBlock);
    await first.page.locator("textarea").fill('"yes"');
    await first.page.locator("[data-action=answer]").click();
    await eventually(() => first.acted).toEqual([["answer", '"yes"']]);
    await eventually(() => first.states.at(-1)).toEqual({ key: "run", typed: { answer: '"yes"' } });
    const saved = first.states.at(-1);
    await first.close();
    const second = await openReport(browser, everyBlock, { saved });
    expect(await second.page.locator("textarea").inputValue()).toBe('"yes"');
    await second.close();
  });

  it("does one action at a time, and says what went wrong", async () => {
    let fail = (_reason: Error) => undefined as unknown;
    const first = new Promise<void>((_resolve, reject) => {
      fail = reject;
    });
    const opened = await openReport(browser, everyBlock, {}, (id) => (id === "again" ? first : Promise.resolve()));
    await opened.page.locator("[data-action=again]").click();
    await opened.page.locator("[data-action=again][aria-disabled=true]").waitFor();
    // Playwright itself would wait until they are enabled.
    await opened.page.locator("[data-action=refresh]").click({ force: true });
    await opened.page.locator("[data-action=again]").click({ force: true });
    fail(new Error("The server refused."));
    await opened.page.locator("[role=alert]", { hasText: "The server refused." }).waitFor();
    expect(opened.acted).toEqual([["again", null]]);
    await opened.page.locator("[data-action=refresh]").click();
    await eventually(() => opened.acted).toHaveLength(2);
    expect(await opened.page.locator("[role=alert]").textContent()).toBe("");
    await opened.close();
  });

  it("shows a server's texts as they are", async () => {
    const text = hostileTexts.join("\n");
    const report: Report = {
      ...everyBlock,
      title: text,
      summary: text,
      blocks: [
        { kind: "text", text },
        { kind: "code", label: text, tone: "bad", text },
        { kind: "facts", facts: [{ label: text, text }] },
        { kind: "section", id: "hostile", title: text, folded: false, blocks: [{ kind: "live", label: text, text }] },
      ],
    };
    const begun = performance.now();
    const opened = await openReport(browser, report);
    // It took ten seconds: a server must not be able to keep a page busy.
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(await opened.page.locator("main").locator("script, img, iframe, a, style, svg:not(.icon)").count()).toBe(0);
    expect(await opened.page.locator("p.text").textContent()).toBe(text);
    expect(opened.problems).toEqual([]);
    await opened.close();
  });
});
