import axe from "axe-core";
import type { OpenWebview } from "./openWebview";

/** What breaks a rule of accessibility in a part of a page, with each element and what is wrong with it. */
export async function violations({ page }: OpenWebview, part = "html"): Promise<readonly string[]> {
  // Once for each page: the rules are half a megabyte of code.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async (include) => {
    const { axe: rules } = window as unknown as { readonly axe: typeof axe };
    const found = await rules.run({ include: [include] }, { resultTypes: ["violations"] });
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join("\n")}`,
    );
  }, part);
}
