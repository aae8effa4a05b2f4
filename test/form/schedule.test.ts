import { describe, expect } from "vitest";
import type { RawArguments } from "../../src/core/arguments/cronArguments";
import { eventually } from "./support/eventually";
import type { FormBrowser } from "./support/formBrowser";
import { it } from "./support/formTest";
import { tabTo } from "./support/keyboard";
import { type OpenForm, openForm } from "./support/openForm";

const undo = "Control+z";

const value = (form: OpenForm, name: string) => form.input(name).inputValue();
const guided = (form: OpenForm, part: string) => form.page.locator(`#schedule-guide-${part}`);

describe("The schedule's builder", () => {
  let browser: FormBrowser;
  it.beforeAll(({ browser: shared }) => {
    browser = shared;
  });

  const withSchedule = (schedule: string, timezone = "America/New_York") =>
    openForm(browser, { draft: { arguments: { schedule, timezone } } });

  it("takes a preset by keyboard, marks it, and undoes it", async () => {
    const form = await withSchedule("5 4 * * *");
    await tabTo(form, ".preset");
    await form.page.keyboard.press("ArrowRight");
    await form.page.keyboard.press("ArrowRight");
    await form.page.keyboard.press("ArrowRight");
    await form.page.keyboard.press("Enter");
    expect(await value(form, "schedule")).toBe("0 9 * * 1-5");
    const pressed = form.page.locator("[data-parameter=schedule] .preset[aria-pressed=true]");
    expect(await pressed.allTextContents()).toEqual(["Monday to Friday"]);
    await form.page.keyboard.press(undo);
    expect(await value(form, "schedule")).toBe("5 4 * * *");
    expect(await pressed.count()).toBe(0);
    await form.page.keyboard.press("Control+y");
    expect(await value(form, "schedule")).toBe("0 9 * * 1-5");
    expect(form.problems).toEqual([]);
    await form.close();
  });

  it("shows clocks that tell the same once", async () => {
    const clocks = async (zone: string) => {
      const form = await withSchedule("0 9 * * *", zone);
      await form.page.locator(".runs tbody tr").first().waitFor();
      const titles = await form.page.locator(".runs thead th").allTextContents();
      await form.close();
      return titles;
    };
    const local = "Local time (Europe/Berlin)";
    expect(await clocks("Europe/Paris")).toEqual([`In Europe/Paris, ${local}`, "UTC"]);
    expect(await clocks("America/New_York")).toEqual(["In America/New_York", local, "UTC"]);
  });

  it("lists all presets at the schedule, and those that are typed", async () => {
    const form = await withSchedule("");
    await form.input("schedule").press("ArrowDown");
    await form.page.getByRole("option", { name: "Once a year" }).waitFor();
    await form.page.keyboard.press("Escape");
    await form.input("schedule").pressSequentially("quarter");
    await form.page.getByRole("option", { name: "Every quarter" }).waitFor();
    await form.page.keyboard.press("ArrowDown");
    await form.page.keyboard.press("Enter");
    expect(await value(form, "schedule")).toBe("0 9 1 1,4,7,10 *");
    await form.close();
  });

  it("shows what words mean before they are taken, with zone and runs, and undoes both in one step", async () => {
    const form = await withSchedule("");
    await form.input("schedule").focus();
    await form.page.keyboard.insertText("first monday 14:30 Berlin");
    const offer = form.page.locator("#schedule-input-option-0");
    await offer.waitFor();
    for (const part of ["Use 30 14 * * 1#1", "At 14:30", "Europe/Berlin", "Mon 7 Dec, 14:30"]) {
      expect(await offer.textContent()).toContain(part);
    }
    expect(await value(form, "schedule")).toBe("first monday 14:30 Berlin");
    await form.page.keyboard.press("ArrowDown");
    await form.page.keyboard.press("Enter");
    const both = async () => [await value(form, "schedule"), await value(form, "timezone")];
    await eventually(both).toEqual(["30 14 * * 1#1", "Europe/Berlin"]);
    await form.page.keyboard.press(undo);
    expect(await both()).toEqual(["first monday 14:30 Berlin", "America/New_York"]);
    await form.page.keyboard.press("Control+y");
    expect(await both()).toEqual(["30 14 * * 1#1", "Europe/Berlin"]);
    expect(form.problems).toEqual([]);
    await form.close();
  });

  it("asks what is unclear, and keeps the form's zone", async () => {
    const form = await withSchedule("");
    await form.input("schedule").focus();
    await form.page.keyboard.insertText("every day at 5");
    await form.page.getByText("can be in the morning or in the afternoon").first().waitFor();
    await form.page.locator("#schedule-input-option-1").waitFor();
    await form.page.keyboard.press("ArrowDown");
    await form.page.keyboard.press("ArrowDown");
    await form.page.keyboard.press("Enter");
    expect([await value(form, "schedule"), await value(form, "timezone")]).toEqual(["0 17 * * *", "America/New_York"]);
    await form.close();
  });

  it("opens no list for a schedule that is none of words", async () => {
    const form = await withSchedule("");
    await form.input("schedule").pressSequentially("0 9 * * mon");
    await form.page.getByText("At 09:00, only on Monday").first().waitFor();
    expect(await form.input("schedule").getAttribute("aria-expanded")).toBe("false");
    expect(await form.page.locator(".schedule .popup").isVisible()).toBe(false);
    await form.close();
  });

  it("writes from the guide, follows the text, and keeps the focus when it is undone", async () => {
    const form = await withSchedule("0 9 * * mon-fri");
    await eventually(() => guided(form, "kind").inputValue()).toBe("weekly");
    await tabTo(form, "#schedule-guide-weekday-3");
    await form.page.keyboard.press("Space");
    expect(await value(form, "schedule")).toBe("0 9 * * 1,2,4,5");
    await tabTo(form, "#schedule-guide-times");
    await guided(form, "times").fill("9:30, 17:30");
    expect(await value(form, "schedule")).toBe("30 9,17 * * 1,2,4,5");
    await form.page.keyboard.press(undo);
    await eventually(() => guided(form, "times").inputValue()).toBe("09:00");
    expect(await form.page.evaluate(() => document.activeElement?.id)).toBe("schedule-guide-times");
    await form.page.keyboard.press(undo);
    expect(await value(form, "schedule")).toBe("0 9 * * mon-fri");
    await eventually(() => guided(form, "weekday-3").isChecked()).toBe(true);
    await form.input("schedule").fill("*/20 * * * *");
    await eventually(() => guided(form, "kind").inputValue()).toBe("minutes");
    expect(await guided(form, "every").inputValue()).toBe("20");
    expect(form.problems).toEqual([]);
    await form.close();
  });

  it("has the guide back at once when it is undone or redone, whatever the host is busy with", async () => {
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const beforePreview = async ({ schedule }: RawArguments) => {
      if (schedule !== "17 4 * * 2,4") await held;
    };
    const draft = { arguments: { schedule: "17 4 * * 2,4" } };
    const form = await openForm(browser, { draft, beforePreview });
    await eventually(() => guided(form, "kind").inputValue()).toBe("weekly");
    await guided(form, "kind").focus();
    await form.page.keyboard.press("ArrowDown");
    expect(await value(form, "schedule")).toBe("17 4 1 * *");
    await form.page.keyboard.press(undo);
    expect(await guided(form, "weekday-1").isChecked({ timeout: 100 })).toBe(false);
    await form.page.keyboard.press("Control+y");
    expect(await guided(form, "days").inputValue({ timeout: 100 })).toBe("1");
    await form.page.keyboard.press(undo);
    await guided(form, "weekday-1").focus();
    await form.page.keyboard.press("Space");
    expect(await value(form, "schedule")).toBe("17 4 * * 1,2,4");
    answer();
    expect(form.problems).toEqual([]);
    await form.close();
  });

  it("does not show an undone guide, however late the host answers about it", async () => {
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const asked: unknown[] = [];
    const beforePreview = async ({ schedule }: RawArguments) => {
      asked.push(schedule);
      if (schedule === "30 17 * * 1-5") await held;
    };
    const draft = { arguments: { schedule: "0 9 * * 1-5" } };
    const form = await openForm(browser, { ownClock: true, draft, beforePreview });
    const { clock } = form.page;
    await clock.install();
    await form.page.reload();
    await eventually(() => guided(form, "times").inputValue()).toBe("09:00");
    await clock.pauseAt(await form.page.evaluate(() => Date.now() + 1_000));
    await guided(form, "times").fill("17:30");
    await clock.runFor(1_000);
    await eventually(() => asked).toContain("30 17 * * 1-5");
    await form.page.keyboard.press(undo);
    expect(await value(form, "schedule")).toBe("0 9 * * 1-5");
    // The answer comes before anything is asked about the text that was restored.
    answer();
    await new Promise((answered) => setImmediate(answered));
    await form.page.evaluate(() => undefined);
    await clock.runFor(1_000);
    await eventually(() => guided(form, "times").inputValue()).toBe("09:00");
    expect(form.problems).toEqual([]);
    await form.close();
  });

  it("changes the kind at the same times, and writes nothing that is incomplete or can't be read", async () => {
    const form = await withSchedule("15 7 * * *");
    await eventually(() => guided(form, "kind").inputValue()).toBe("daily");
    await guided(form, "kind").selectOption("weekly");
    expect(await value(form, "schedule")).toBe("15 7 * * 1-5");
    await guided(form, "kind").selectOption("monthly");
    await guided(form, "days").fill("1, 15-17");
    expect(await value(form, "schedule")).toBe("15 7 1,15-17 * *");
    await guided(form, "days").fill("1, 99");
    await form.page.getByText("Write days of the month").waitFor();
    await form.page.keyboard.press(undo);
    expect([await guided(form, "days").inputValue(), await value(form, "schedule")]).toEqual([
      "1, 15-17",
      "15 7 1,15-17 * *",
    ]);
    await guided(form, "times").fill("7:15, 8:00");
    await form.page.getByText("Times with different minutes").waitFor();
    expect(await value(form, "schedule")).toBe("15 7 1,15-17 * *");
    await guided(form, "kind").selectOption("nthWeekday");
    await guided(form, "nth").selectOption("last");
    await guided(form, "weekday").selectOption({ label: "Friday" });
    expect(await value(form, "schedule")).toBe("15 7 * * L5");
    await form.close();
  });

  it("tells each minute anew how far away the runs are, without a word read out twice", async () => {
    const form = await openForm(browser, { ownClock: true, draft: { arguments: { schedule: "0 9 * * 1-5" } } });
    // Only timers that begin after it follow the clock.
    await form.page.clock.install();
    await form.page.reload();
    const words = form.page.locator(".words");
    await words.getByText("At 09:00, Monday through Friday").waitFor();
    await form.page.evaluate(() => {
      const seen = { table: 0, words: 0 };
      const count = (part: keyof typeof seen) => new MutationObserver(() => (seen[part] += 1));
      count("table").observe(document.querySelector(".runs") as Node, { childList: true });
      count("words").observe(document.querySelector(".words") as Node, { childList: true });
      Object.assign(window, { seen });
    });
    const seen = () => form.page.evaluate(() => (window as unknown as { seen: object }).seen);
    await form.page.clock.runFor(60_100);
    await eventually(seen).toEqual({ table: 1, words: 0 });
    await form.close();
  });

  it("shows a month with its runs and where the clocks change, by keyboard", async () => {
    const form = await withSchedule("0 9 * * 1-5", "Europe/Berlin");
    await tabTo(form, ".calendar > summary");
    await form.page.keyboard.press("Enter");
    const days = form.page.locator(".days li");
    const running = form.page.locator(".days .hasRuns");
    await eventually(() => days.count()).toBe(30);
    // From 24 November on, after nine o'clock in Berlin.
    await eventually(() => running.locator(":not(.spoken)").allTextContents()).toEqual(["25", "26", "27", "30"]);
    expect(await running.first().textContent()).toContain("Wednesday, November 25, runs: 1");
    await tabTo(form, ".months button:last-child");
    for (let months = 0; months < 4; months += 1) await form.page.keyboard.press("Enter");
    await form.page.getByText("March 2027").waitFor();
    await form.page.getByText("the clocks change from UTC+01:00 to UTC+02:00").waitFor();
    expect(await days.nth(27).textContent()).toMatch(/^28\*/);
    await form.input("schedule").fill("0 9 * * 0");
    await eventually(() => running.count()).toBe(4);
    expect(form.problems).toEqual([]);
    await form.close();
  });

  it.each(["0 9 1 * 1", "0 0 9 * * *", "0 9 15W * *"])("leaves %j as text", async (schedule) => {
    const form = await withSchedule(schedule);
    await form.page.getByText("Only the text can say this schedule.").waitFor();
    expect([await guided(form, "kind").inputValue(), await value(form, "schedule")]).toEqual(["", schedule]);
    await form.close();
  });
});
