import { describe, expect } from "vitest";
import type { Cron } from "../../src/core/server/cron";
import { eventually } from "./support/eventually";
import type { FormBrowser } from "./support/formBrowser";
import { changing } from "./support/formStates";
import { it } from "./support/formTest";
import { type OpenForm, openForm } from "./support/openForm";

const box = ({ page }: OpenForm) => page.locator(".changes");
const button = (form: OpenForm, name: string) => box(form).getByRole("button", { name });
const focused = ({ page }: OpenForm) => page.evaluate(() => document.activeElement?.id);

/** Somebody else changes the cron, and the window hears of it, or does not. */
function changeCron({ host }: OpenForm, change: Partial<Cron>, isHeard = true): void {
  host.cron = { ...changing.cron, updated_at: "2026-11-24T10:00:00+00:00", ...change };
  if (isHeard) host.tellCron();
}

describe("What a form changes in its cron", () => {
  let browser: FormBrowser;
  it.beforeAll(({ browser: shared }) => {
    browser = shared;
  });

  it("is set back with one press, which leaves the focus in the field and can be undone", async () => {
    const form = await openForm(browser, changing);
    await form.input("schedule").fill("30 8 * * 1-5");
    await eventually(() => box(form).locator("li").textContent()).toContain("0 9 * * 1-5 → 30 8 * * 1-5");
    await button(form, "Set Back: Schedule").press("Enter");
    await box(form).getByText("Nothing is changed yet.").waitFor();
    expect([await form.input("schedule").inputValue(), await focused(form)]).toEqual(["0 9 * * 1-5", "schedule-input"]);
    await form.page.keyboard.press("Control+Z");
    await eventually(() => box(form).locator("li").count()).toBe(1);
    await form.close();
  });

  it("is in the template that is made of the form", async () => {
    const form = await openForm(browser, changing);
    await form.input("schedule").fill("30 8 * * 1-5");
    form.host.wantTemplate();
    await eventually(() => form.host.asked.saved).toMatchObject([{ assistant_id: "agent", schedule: "30 8 * * 1-5" }]);
    await form.close();
  });

  it("is joined with what others change meanwhile, field by field", async () => {
    const form = await openForm(browser, changing);
    await form.input("schedule").fill("30 8 * * 1-5");
    await box(form).locator("li").waitFor();
    changeCron(form, { schedule: "0 7 * * *", timezone: "Europe/Paris" });
    await box(form).getByText("taken over here: Time zone").waitFor();
    expect(await form.input("timezone").inputValue()).toContain("Europe/Paris");
    expect(await box(form).locator(".changeQuestion").textContent()).toMatch(/0 7 \* \* \*[\s\S]*30 8 \* \* 1-5/);
    await button(form, "Keep Mine: Schedule").press("Enter");
    await eventually(() => box(form).locator(".changeQuestion").count()).toBe(0);
    expect([await form.input("schedule").inputValue(), await focused(form)]).toEqual([
      "30 8 * * 1-5",
      "schedule-input",
    ]);
    await form.page.keyboard.press("Control+Enter");
    await eventually(() => form.host.asked.submitted).toMatchObject([
      { schedule: "30 8 * * 1-5", timezone: "Europe/Paris" },
    ]);
    await form.close();
  });

  it("is asked in sight, however narrow the tab is: from the bar at the bottom one press leads there", async () => {
    const form = await openForm(browser, { ...changing, width: 500 });
    await form.input("schedule").fill("30 8 * * 1-5");
    await box(form).locator("li").waitFor();
    changeCron(form, { schedule: "0 7 * * *" });
    const sign = form.page.locator("footer .changesSign");
    await sign.getByText("Somebody else has changed this too: Schedule.").waitFor();
    expect(await focused(form)).toBe("schedule-input");
    await sign.getByRole("button", { name: "Decide" }).press("Enter");
    const question = box(form).locator(".changeQuestion");
    expect(await question.evaluate((each) => each === document.activeElement)).toBe(true);
    const [asked, bar] = [await question.boundingBox(), await form.page.locator("footer").boundingBox()];
    expect(asked?.y).toBeGreaterThanOrEqual(0);
    expect((asked?.y ?? 0) + (asked?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
    await button(form, "Keep Mine: Schedule").press("Enter");
    await eventually(() => sign.textContent()).toBe("");
    await form.close();
  });

  it("is in no template while a field can't be read: the field is named, and gets the focus", async () => {
    const form = await openForm(browser, { draft: { arguments: { ...changing.draft?.arguments, input: { a: 1 } } } });
    await form.input("input").fill('{"a": ');
    await form.input("schedule").focus();
    form.host.wantTemplate();
    await form.page.locator(".status").getByText("Correct Input first").waitFor();
    expect([form.host.asked.saved, await focused(form)]).toEqual([[], "input-input"]);
    await form.input("input").fill('{"a": 2}');
    form.host.wantTemplate();
    await eventually(() => form.host.asked.saved).toMatchObject([{ input: { a: 2 } }]);
    await form.close();
  });

  it("is not sent over what somebody else has changed, also if nobody has told the window", async () => {
    const form = await openForm(browser, changing);
    await form.input("schedule").fill("30 8 * * 1-5");
    await box(form).locator("li").waitFor();
    changeCron(form, { schedule: "0 7 * * *" }, false);
    await form.page.keyboard.press("Control+Enter");
    await form.page.locator(".status").getByText("was changed on Local").waitFor();
    const question = box(form).locator(".changeQuestion");
    await eventually(() => question.evaluate((each) => each === document.activeElement)).toBe(true);
    await button(form, "Take the Server’s: Schedule").click();
    await box(form).getByText("Nothing is changed yet.").waitFor();
    expect([await form.input("schedule").inputValue(), form.host.asked.submitted]).toEqual(["0 7 * * *", []]);
    await form.close();
  });
});
