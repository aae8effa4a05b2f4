import axe from "axe-core";
import type { OpenWebview } from "./openWebview";

/** The rules that depend on colours and sizes. All others read only the document, and which elements are visible. */
const rulesOfLook = ["color-contrast", "link-in-text-block", "scrollable-region-focusable"];

/**
 * What breaks a rule of accessibility in a part of a page, with each element and what is wrong with it. Where the page
 * was checked before and differs in nothing but its look, only the rules that depend on it are applied again.
 */
export async function violations({ page }: OpenWebview, part = "html"): Promise<readonly string[]> {
  // Once for each page: the rules are half a megabyte of code.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(
    async ({ include, only }) => {
      const kept = window as unknown as { readonly axe: typeof axe; sound?: Set<string> };
      const visible = [...document.querySelectorAll("*")].map((element) => Number(element.checkVisibility())).join("");
      const now = [include, document.body.innerHTML, visible].join("\n");
      kept.sound ??= new Set();
      const found = await kept.axe.run(
        { include: [include] },
        { resultTypes: ["violations"], ...(kept.sound.has(now) ? { runOnly: only } : {}) },
      );
      if (found.violations.length === 0) kept.sound.add(now);
      return found.violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join("\n")}`,
      );
    },
    { include: part, only: rulesOfLook },
  );
}
