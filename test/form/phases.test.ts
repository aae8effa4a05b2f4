import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FormBrowser } from "./support/formBrowser";
import { phases } from "./support/formStates";
import { openForm } from "./support/openForm";
import { violations } from "./support/violations";

describe("The form in each phase", () => {
  let browser: FormBrowser;
  beforeAll(async () => {
    browser = await FormBrowser.launch();
  });
  afterAll(() => browser.close());

  it.each(Object.entries(phases))(
    "has no accessibility violation and stays within its panel: %s",
    async (_name, phase) => {
      const form = await openForm(browser, { width: 600, ...phase.options });
      await form.page.locator(".words").getByText("At 09:00").waitFor();
      await phase.reach(form);
      for (const theme of ["light", "dark"] as const) {
        await form.setLook({ theme });
        expect([theme, await violations(form)]).toEqual([theme, []]);
        const overflow = await form.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect([theme, overflow <= 0, form.problems]).toEqual([theme, true, []]);
      }
      await form.close();
    },
  );
});
