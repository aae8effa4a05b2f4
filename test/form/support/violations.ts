import axe from "axe-core";
import type { OpenWebview } from "./openWebview";

/**
 * What breaks a rule of accessibility in a part of a page, with each element and what is wrong with it. `rules`: only these, by
 * their ids in axe; default: all.
 */
export async function violations(
  { page }: OpenWebview,
  part = "html",
  rules?: readonly string[],
): Promise<readonly string[]> {
  // Once for each page: the rules are half a megabyte of code.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const only = rules === undefined ? {} : { runOnly: [...rules] };
  const asked = { include: [part], options: { resultTypes: ["violations" as const], ...only } };
  return page.evaluate(async ({ include, options }) => {
    const { axe: built } = window as unknown as { readonly axe: typeof axe };
    const found = await built.run({ include }, options);
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join("\n")}`,
    );
  }, asked);
}
