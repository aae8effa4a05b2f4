import { mkdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inArtifacts } from "../support/paths";
import { FormBrowser } from "./support/formBrowser";
import { phases } from "./support/formStates";
import { openForm } from "./support/openForm";
import { violations } from "./support/violations";

describe("The form in each phase", () => {
  let browser: FormBrowser;
  beforeAll(async () => {
    browser = await FormBrowser.launch();
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
    expect(await violations(form)).toEqual([]);
    const overflow = await form.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect([overflow <= 0, form.problems]).toEqual([true, []]);
    await form.close();
  });
});
