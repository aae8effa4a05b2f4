import type { Page } from "playwright-core";
import { expect } from "vitest";
import { looks, narrowest, widths } from "./formStates";
import { forceColors, type Look, type OpenWebview } from "./openWebview";
import { dressOf } from "./theme";
import { bringAudit } from "./violations";

declare global {
  interface Window {
    /** Elements that reach beyond the window's or their parent's right edge. */
    stickingOut(): readonly string[];
  }
}

type Shown = Pick<OpenWebview, "page">;

/** Elements that reach beyond the window's or their parent's right edge. */
export async function stickingOut({ page }: Shown): Promise<readonly string[]> {
  await page.evaluate(addStickingOut);
  return page.evaluate(() => window.stickingOut());
}

/** Opens everything that is folded. */
export async function unfoldAll({ page }: Shown): Promise<void> {
  await page.locator("details").evaluateAll((all) => {
    for (const details of all) details.setAttribute("open", "");
  });
}

/** In each look and at each width no rule of accessibility is broken in a part of the page, and nothing sticks out. */
export async function expectSound({ page }: Shown, where: string, part = "html"): Promise<void> {
  const all = Object.entries(looks);
  for (const forcedColors of [false, true]) {
    await forceColors(page, { forcedColors });
    await expectSoundIn(
      page,
      { where, part },
      all.filter(([, look]) => (look.forcedColors === true) === forcedColors),
    );
  }
  await forceColors(page, {});
}

/** The same while something is folded: what is left in sight looks as it does unfolded, so one look shows it. */
export async function expectSoundFolded({ page }: Shown, where: string): Promise<void> {
  await expectSoundIn(page, { where, part: "html" }, [["light", { theme: "light" }]]);
}

async function expectSoundIn(
  page: Page,
  { part, where }: { readonly part: string; readonly where: string },
  wanted: readonly (readonly [string, Look])[],
): Promise<void> {
  await bringAudit(page);
  await page.evaluate(addStickingOut);
  const dresses = wanted.map(([look, { theme = "light" }]) => [look, dressOf(theme)] as const);
  for (const width of [...widths, narrowest]) {
    await page.setViewportSize({ width, height: 1000 });
    // In one go: each picture that the browser would draw in between takes longer than all that is looked at.
    const found = await page.evaluate(
      async ({ all, include }) => {
        const wrong: (readonly [string, readonly string[]])[] = [];
        for (const [look, dress] of all) {
          window.wear(dress);
          wrong.push([look, [...(await window.audit(include)), ...window.stickingOut()]]);
        }
        return wrong.filter(([, what]) => what.length > 0);
      },
      // What is narrower only wraps more: one look shows what is then too wide, or lies over something else.
      { all: width === narrowest ? dresses.slice(0, 1) : dresses, include: part },
    );
    expect([where, width, found]).toEqual([where, width, []]);
  }
}

/** Runs in the page. */
function addStickingOut(): void {
  /** How far an element may reach beyond the one around it: titles of sections do, to have room for their outline. */
  const slack = 5;
  window.stickingOut = () =>
    [...document.querySelectorAll("main, main *")]
      .filter((element) => element.checkVisibility() && element.closest(".spoken") === null)
      .filter((element) => {
        const { right } = element.getBoundingClientRect();
        let parent = element.parentElement;
        // Such an element has no box of its own.
        while (parent !== null && getComputedStyle(parent).display === "contents") parent = parent.parentElement;
        const around = parent?.getBoundingClientRect().right ?? 0;
        return right > window.innerWidth || right > around + slack;
      })
      .map((element) => `${element.tagName}.${element.className} ${element.textContent?.slice(0, 60)}`);
}
