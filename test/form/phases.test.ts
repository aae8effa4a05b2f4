import { mkdirSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser";
import { inArtifacts } from "../support/paths";
import { phases } from "./support/formStates";
import { openForm } from "./support/openForm";

describe("The form in each phase", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
    mkdirSync(inArtifacts("form"), { recursive: true });
  });
  afterAll(() => browser.close());

  const cases = Object.keys(phases).flatMap((phase) =>
    (["light", "dark"] as const).map((theme) => [phase, theme] as const),
  );

  it.each(cases)("has no accessibility violation and stays within its panel: %s, %s", async (name, theme) => {
    const phase = phases[name];
    if (phase === undefined) throw new Error(`No phase ${name}`);
    const form = await openForm(browser, { theme, width: 600, ...phase.options });
    await form.page.locator(".preview").getByText("At 09:00").waitFor();
    await phase.reach(form);
    await form.page.screenshot({ path: inArtifacts("form", `phase-${name}-${theme}.png`), fullPage: true });
    const { violations } = await new AxeBuilder({ page: form.page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("\n")}`)).toEqual([]);
    const overflow = await form.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect([overflow <= 0, form.problems]).toEqual([true, []]);
    await form.close();
  });
});
