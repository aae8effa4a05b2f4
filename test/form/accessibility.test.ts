import { afterAll, describe, expect } from "vitest";
import { eventually } from "./support/eventually";
import type { FormBrowser } from "./support/formBrowser";
import { threadId } from "./support/formHost";
import { looks, states } from "./support/formStates";
import { it } from "./support/formTest";
import { type FormOptions, type OpenForm, openForm, restartForm } from "./support/openForm";
import { expectSound, expectSoundFolded, stickingOut, unfoldAll } from "./support/soundness";

/** Every input that opens a list. */
const withList = ["thread_id-input", "assistant_id-input", "timezone-input", "end_time-zone", "interrupt_before-input"];

const many = {
  kind: "list",
  choices: Array.from({ length: 40 }, (_none, index) => ({
    value: `${index} ${threadId}`,
    label: `Entry ${index}`,
    detail: "idle",
  })),
} as const;
const lists = { threads: many, assistants: many, nodes: many };

async function opened(browser: FormBrowser, options: FormOptions): Promise<OpenForm> {
  const form = await openForm(browser, { ...lists, ...options });
  await unfoldAll(form);
  await answered(form, options);
  return form;
}

/** There once the host has answered what it was asked about the draft. */
async function answered({ page }: OpenForm, { draft }: FormOptions): Promise<void> {
  const settled = ".preview time, [data-parameter=webhook] .message.error";
  await page
    .locator(draft?.arguments?.schedule === undefined ? ".words" : settled)
    .first()
    .waitFor();
}

/** Runs in the page: where the bar at the bottom hides what is behind it, or the window ends. */
function lowerEdge(): number {
  const bar = document.querySelector("footer");
  const isBar = bar !== null && getComputedStyle(bar).position === "sticky";
  return isBar ? bar.getBoundingClientRect().top : window.innerHeight;
}

describe("The form in every state, theme and width", () => {
  let browser: FormBrowser;
  /** One state after another in one page, which has loaded what looks at it. */
  let form: OpenForm;
  it.beforeAll(async ({ browser: shared }) => {
    browser = shared;
    form = await openForm(browser);
  });
  afterAll(() => form.close());

  it.each(Object.entries(states))(
    "has no accessibility violation, and nothing sticks out, folded and unfolded: %s",
    async (state, options) => {
      form = await restartForm(form, { ...lists, ...options });
      await answered(form, options);
      await expectSoundFolded(form, state);
      await unfoldAll(form);
      await expectSound(form, `${state}, unfolded`);
      expect(form.problems).toEqual([]);
    },
  );

  it.each([...withList, "assistant_id-input of which nothing matches"])("nor with an open list: %s", async (list) => {
    const [id = "", ...none] = list.split(" ");
    form = await restartForm(form, {
      ...lists,
      draft: { arguments: { assistant_id: "agent", schedule: "0 9 * * *" } },
    });
    await unfoldAll(form);
    await form.page.locator(`#${id}`).focus();
    await form.page.keyboard.press("ArrowDown");
    await form.page.locator(`#${id}-option-0`).waitFor();
    await form.page.keyboard.press("ArrowDown");
    if (none.length > 0) {
      await form.input("assistant_id").fill("nothing like this");
      await form.page.getByText("Nothing matches.").waitFor();
    }
    await expectSound(form, list, `.combobox:has(#${id})`);
  });

  it("shows all times at every width, however long the zone's name is", async () => {
    const draft = { arguments: { schedule: "*/17 3 29 2 *", timezone: "America/Argentina/ComodRivadavia" } };
    const own = await opened(browser, { draft, zone: "America/North_Dakota/New_Salem" });
    for (const width of [300, 400, 520, 600, 900, 1200]) {
      await own.page.setViewportSize({ width, height: 1000 });
      await eventually(() => own.page.locator(".preview time").count()).toBe(30);
      expect([width, await stickingOut(own)]).toEqual([width, []]);
    }
    await own.close();
  });

  it.each([800, 1200])("opens each list so that all of it is visible: %i px", async (width) => {
    // The names of nodes are those of the assistant's graph.
    const draft = { arguments: { assistant_id: "agent", schedule: "0 9 * * *" } };
    const own = await opened(browser, { width, height: 420, draft });
    for (const id of withList) {
      const input = own.page.locator(`#${id}`);
      for (const block of ["start", "center", "end"] as const) {
        await input.evaluate((element, where) => {
          element.scrollIntoView({ block: where });
          element.focus({ preventScroll: true });
        }, block);
        await own.page.keyboard.press("ArrowDown");
        await own.page.locator(`#${id}-option-0`).waitFor();
        const [list, edge] = await Promise.all([
          own.page.locator(".popup").filter({ visible: true }).boundingBox(),
          own.page.evaluate(lowerEdge),
        ]);
        const place = [id, block];
        expect([...place, list?.y, list?.height]).toEqual([...place, expect.any(Number), expect.any(Number)]);
        expect(list?.height).toBeGreaterThan(90);
        expect(list?.y).toBeGreaterThanOrEqual(0);
        expect((list?.y ?? 0) + (list?.height ?? 0)).toBeLessThanOrEqual(edge);
        await own.page.keyboard.press("Escape");
      }
    }
    await own.close();
  });

  it.each([300, 800, 1200])("never hides the focused control behind the bar, at %i px", async (width) => {
    const own = await opened(browser, { width, height: 420, ...states.wrong });
    await own.page.keyboard.press("Control+Enter");
    await own.page.locator(".status .banner.error").waitFor();
    await own.page.locator("h1").evaluate((heading) => {
      heading.setAttribute("tabindex", "-1");
      heading.focus();
    });
    const hidden: string[] = [];
    for (let step = 0; step < 80; step += 1) {
      await own.page.keyboard.press("Tab");
      const edge = await own.page.evaluate(lowerEdge);
      const place = await own.page.evaluate((visible) => {
        const active = document.activeElement;
        if (active === null || active === document.body || active.closest("footer") !== null) return "out";
        // Of a text of several lines, the browser shows the one with the caret.
        const { top, height } = active.getBoundingClientRect();
        const needed = Math.min(height, 26);
        return top + needed > visible ? active.id || active.outerHTML.slice(0, 80) : "";
      }, edge);
      if (place === "out") break;
      if (place !== "") hidden.push(place);
    }
    expect(hidden).toEqual([]);
    await own.close();
  });

  it("shows what is chosen in forced colours", async () => {
    const own = await opened(browser, looks.forcedColors ?? {});
    /** Of each at the same place: between two pixels the edges are drawn otherwise. */
    const picture = async (selector: string) => {
      const control = own.page.locator(selector);
      await control.evaluate((element) => {
        element.style.cssText = "position: fixed; top: 8px; left: 8px; z-index: 1";
      });
      const image = (await control.screenshot()).toString("base64");
      await control.evaluate((element) => element.removeAttribute("style"));
      return image;
    };
    const pictures = async (...selectors: readonly string[]) => {
      const images: string[] = [];
      for (const selector of selectors) images.push(await picture(selector));
      return images;
    };
    const before = await pictures("#thread_id-some", "#thread_id-none", "#interrupt_after-all");
    await own.page.locator("#thread_id-none").check();
    await own.page.locator("#interrupt_after-all").check();
    await own.page.locator("h1").click();
    const after = await pictures("#thread_id-none", "#thread_id-some", "#interrupt_after-all");
    expect(before[0]).not.toBe(before[1]);
    expect(after[0]).toBe(before[0]);
    expect(after[1]).toBe(before[1]);
    expect(after[2]).not.toBe(before[2]);
    await own.input("assistant_id").focus();
    await own.page.keyboard.press("ArrowDown");
    await own.page.locator("#assistant_id-input-option-1").waitFor();
    await own.page.keyboard.press("ArrowDown");
    const [active, other] = await Promise.all(
      [0, 1].map((index) =>
        own.page
          .locator(`#assistant_id-input-option-${index}`)
          .evaluate((row) => `${getComputedStyle(row).backgroundColor} ${getComputedStyle(row).forcedColorAdjust}`),
      ),
    );
    expect(active).toMatch(/ none$/);
    expect(active?.split(" none")[0]).not.toBe(other?.split(" auto")[0]);
    await own.close();
  });
});
