import { AxeBuilder } from "@axe-core/playwright";
import type { OpenForm } from "./openForm";

/** What breaks a rule of accessibility in a part of the form, with each element and what is wrong with it. */
export async function violations(form: OpenForm, part = "html"): Promise<readonly string[]> {
  // The form has no frames. Without them the results need no second page with another copy of the rules.
  const found = await new AxeBuilder({ page: form.page }).setLegacyMode().include(part).analyze();
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join("\n")}`,
  );
}
