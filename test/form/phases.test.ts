import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startingArguments } from "../../src/features/cronForm/controller/startingArguments";
import { keepPagePicture } from "../support/keepPicture";
import { FormBrowser } from "./support/formBrowser";
import { testZone } from "./support/formHost";
import { looks, phases, questionsAbout } from "./support/formStates";
import { openForm } from "./support/openForm";
import { violations } from "./support/violations";

/** Every look, and every width, each once. */
const looked: readonly { readonly look: string; readonly width: number }[] = [
  { look: "light", width: 600 },
  { look: "dark", width: 300 },
  { look: "highContrast", width: 1600 },
  { look: "highContrastLight", width: 800 },
  { look: "forcedColors", width: 300 },
];

describe("The form in each phase", () => {
  let browser: FormBrowser;
  beforeAll(async () => {
    browser = await FormBrowser.launch();
  });
  afterAll(() => browser.close());

  it.each(Object.entries(phases))(
    "has no accessibility violation and stays within its panel: %s",
    async (name, phase) => {
      const form = await openForm(browser, { width: 600, ...phase.options });
      await form.page.locator(".words").getByText("At 09:00").waitFor();
      await phase.reach(form);
      for (const { look, width } of looked) {
        await form.setLook(looks[look] ?? {});
        await form.page.setViewportSize({ width, height: 1000 });
        expect([look, await violations(form)]).toEqual([look, []]);
        const overflow = await form.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect([look, overflow <= 0, form.problems]).toEqual([look, true, []]);
        if (look === "light" || look === "dark") await keepPagePicture(form.page, `form/${name}-${look}.png`);
      }
      await form.close();
    },
  );

  it("shows the common path as the docs do: words, a message, a created cron", async () => {
    const agent = { value: "agent", label: "agent", detail: "" };
    const form = await openForm(browser, {
      width: 960,
      draft: { arguments: startingArguments({}, { zone: testZone, server: undefined }) },
      assistants: { kind: "list", choices: [agent], usual: "agent" },
      questions: questionsAbout({ properties: { messages: { type: "array", items: {} } } }),
    });
    const { page } = form;
    const picture = async (step: string) => {
      for (const theme of ["light", "dark"] as const) {
        await form.setLook({ theme });
        await keepPagePicture(page, `form/${step}-${theme}.png`);
      }
    };
    await page.locator("#schedule-input:focus").waitFor();
    await page.getByRole("textbox", { name: "Message 1" }).waitFor();
    await picture("path-empty");
    await page.keyboard.insertText("weekdays at 9");
    await page.locator("#schedule-input-option-0").waitFor();
    await page.keyboard.press("ArrowDown");
    await picture("path-words");
    await page.keyboard.press("Enter");
    await page.getByRole("textbox", { name: "Message 1" }).click();
    await page.keyboard.insertText("Write the daily report.");
    await page.locator(".words").getByText("Monday through Friday").waitFor();
    await form.page.locator(".message").first().waitFor({ state: "detached" });
    await picture("path-filled");
    await page.keyboard.press("Control+Enter");
    await page.locator("footer").getByText("Created.").waitFor();
    await picture("path-created");
    expect(form.submitted).toMatchObject([
      { assistant_id: "agent", schedule: "0 9 * * 1-5", input: { messages: [{ content: "Write the daily report." }] } },
    ]);
    expect(form.problems).toEqual([]);
    await form.close();
  });
});
