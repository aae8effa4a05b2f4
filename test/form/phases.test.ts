import { afterAll, describe, expect } from "vitest";
import { startingArguments } from "../../src/features/cronForm/controller/startingArguments";
import { keepPagePicture } from "../support/keepPicture";
import type { FormBrowser } from "./support/formBrowser";
import { testZone } from "./support/formHost";
import { phases, questionsAbout } from "./support/formStates";
import { it } from "./support/formTest";
import { type OpenForm, openForm, restartForm } from "./support/openForm";
import { expectSound, expectSoundFolded, unfoldAll } from "./support/soundness";

describe("The form in each phase", () => {
  let browser: FormBrowser;
  /** One phase after another in one page, which has loaded what looks at it. */
  let form: OpenForm;
  it.beforeAll(async ({ browser: shared }) => {
    browser = shared;
    form = await openForm(browser);
  });
  afterAll(() => form.close());

  it.each(Object.entries(phases))(
    "has no accessibility violation, and nothing sticks out, folded and unfolded: %s",
    async (name, { options, reach }) => {
      form = await restartForm(form, options);
      await form.page.locator(".words").getByText("At 09:00").waitFor();
      await reach(form);
      for (const theme of ["light", "dark"] as const) {
        await form.setLook({ theme });
        await keepPagePicture(form.page, `form/${name}-${theme}.png`);
      }
      await expectSoundFolded(form, name);
      await unfoldAll(form);
      await expectSound(form, `${name}, unfolded`);
      expect(form.problems).toEqual([]);
    },
  );

  it("shows the common path as the docs do: words, a message, a created cron", async () => {
    const agent = { value: "agent", label: "agent", detail: "" };
    const common = await openForm(browser, {
      width: 960,
      draft: { arguments: startingArguments({}, { zone: testZone, server: undefined }) },
      assistants: { kind: "list", choices: [agent], usual: "agent" },
      questions: questionsAbout({ properties: { messages: { type: "array", items: {} } } }),
    });
    const { page } = common;
    const picture = async (step: string) => {
      for (const theme of ["light", "dark"] as const) {
        await common.setLook({ theme });
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
    await common.page.locator(".message").first().waitFor({ state: "detached" });
    await picture("path-filled");
    await page.keyboard.press("Control+Enter");
    await page.locator("footer").getByText("Created.").waitFor();
    await picture("path-created");
    expect(common.submitted).toMatchObject([
      { assistant_id: "agent", schedule: "0 9 * * 1-5", input: { messages: [{ content: "Write the daily report." }] } },
    ]);
    expect(common.problems).toEqual([]);
    await common.close();
  });
});
