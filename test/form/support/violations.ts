import { AxeBuilder } from "@axe-core/playwright";
import type { OpenWebview } from "./openWebview";

/** What breaks a rule of accessibility in a part of a page, with each element and what is wrong with it. */
export async function violations({ page }: OpenWebview, part = "html"): Promise<readonly string[]> {
  // Our pages have no frames. Without them the results need no second page with another copy of the rules.
  const found = await new AxeBuilder({ page }).setLegacyMode().include(part).analyze();
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join("\n")}`,
  );
}
