import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "./support/eventually";
import { FormBrowser } from "./support/formBrowser";
import { threadId } from "./support/formHost";
import { looks, states, widths } from "./support/formStates";
import { type FormOptions, type OpenForm, openForm } from "./support/openForm";
import { violations } from "./support/violations";

/** Every input that opens a list. */
const lists = ["thread_id-input", "assistant_id-input", "timezone-input", "end_time-zone", "interrupt_before-input"];

/** There once the host has answered what it was asked about the draft. */
const settled = ".preview time, [data-parameter=webhook] .message.error";

const many = {
  kind: "list",
  choices: Array.from({ length: 40 }, (_none, index) => ({
    value: `${index} ${threadId}`,
    label: `Entry ${index}`,
    detail: "idle",
  })),
} as const;

async function opened(browser: FormBrowser, options: FormOptions): Promise<OpenForm> {
  const form = await openForm(browser, { threads: many, assistants: many, nodes: many, ...options });
  await form.page.locator("details").evaluateAll((all) => {
    for (const details of all) details.setAttribute("open", "");
  });
  await form.page
    .locator(options.draft?.arguments?.schedule === undefined ? ".words" : settled)
    .first()
    .waitFor();
  return form;
}

/** Runs in the page: where the bar at the bottom hides what is behind it, or the window ends. */
function lowerEdge(): number {
  const bar = document.querySelector("footer");
  const isBar = bar !== null && getComputedStyle(bar).position === "sticky";
  return isBar ? bar.getBoundingClientRect().top : window.innerHeight;
}

/** How far an element may reach beyond the one around it: titles of sections do, to have room for their outline. */
const slack = 5;

/** Elements that reach beyond the window's or their parent's right edge. */
function stickingOut({ page }: OpenForm): Promise<readonly string[]> {
  return page.evaluate(
    (most) =>
      [...document.querySelectorAll("main, main *")]
        .filter((element) => element.checkVisibility() && element.closest(".spoken") === null)
        .filter((element) => {
          const { right } = element.getBoundingClientRect();
          let parent = element.parentElement;
          // Such an element has no box of its own.
          while (parent !== null && getComputedStyle(parent).display === "contents") parent = parent.parentElement;
          const around = parent?.getBoundingClientRect().right ?? 0;
          return right > window.innerWidth || right > around + most;
        })
        .map((element) => `${element.tagName}.${element.className} ${element.textContent?.slice(0, 60)}`),
    slack,
  );
}

/** In every look no rule of accessibility is broken, and nothing sticks out. */
async function expectSound(form: OpenForm, where: string, part?: string): Promise<void> {
  for (const [look, options] of Object.entries(looks)) {
    await form.setLook(options);
    expect([where, look, await violations(form, part)]).toEqual([where, look, []]);
    expect([where, look, await stickingOut(form)]).toEqual([where, look, []]);
  }
}

describe("The form in every state, theme and width", () => {
  let browser: FormBrowser;
  beforeAll(async () => {
    browser = await FormBrowser.launch();
  });
  afterAll(() => browser.close());

  it.each(Object.entries(states))(
    "has no accessibility violation, and nothing sticks out: %s",
    async (_state, options) => {
      const form = await opened(browser, options);
      for (const width of widths) {
        await form.page.setViewportSize({ width, height: 1000 });
        await expectSound(form, `${width} px`);
      }
      expect(form.problems).toEqual([]);
      await form.close();
    },
  );

  it("nor with an open list", async () => {
    const draft = { arguments: { assistant_id: "agent", schedule: "0 9 * * *" } };
    const form = await opened(browser, { draft });
    for (const width of widths) {
      await form.page.setViewportSize({ width, height: 1000 });
      for (const id of lists) {
        await form.page.locator(`#${id}`).focus();
        await form.page.keyboard.press("ArrowDown");
        await form.page.locator(`#${id}-option-0`).waitFor();
        await form.page.keyboard.press("ArrowDown");
        await expectSound(form, `${width} px ${id}`, `.combobox:has(#${id})`);
        await form.page.keyboard.press("Escape");
      }
      await form.input("assistant_id").fill("nothing like this");
      await form.page.getByText("Nothing matches.").waitFor();
      await expectSound(form, `${width} px, nothing matches`, ".combobox:has(#assistant_id-input)");
      await form.input("assistant_id").fill("agent");
    }
    await form.close();
  });

  it("finds what breaks a rule since the page was checked, in the document and in its look", async () => {
    const form = await openForm(browser);
    expect(await violations(form)).toEqual([]);
    await form.page.locator("h1").evaluate((heading) => heading.append(document.createElement("img")));
    expect(await violations(form)).toEqual([expect.stringMatching(/^image-alt: /)]);
    await form.page.locator("h1 img").evaluate((image) => image.remove());
    await form.page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("h1 { color: #ddd !important; }");
      document.adoptedStyleSheets.push(sheet);
    });
    expect(await violations(form)).toEqual([expect.stringMatching(/^color-contrast: /)]);
    await form.close();
  });

  it("shows all times at every width, however long the zone's name is", async () => {
    const draft = { arguments: { schedule: "*/17 3 29 2 *", timezone: "America/Argentina/ComodRivadavia" } };
    const form = await opened(browser, { draft, zone: "America/North_Dakota/New_Salem" });
    for (const width of [300, 400, 520, 600, 900, 1200]) {
      await form.page.setViewportSize({ width, height: 1000 });
      await eventually(() => form.page.locator(".preview time").count()).toBe(30);
      expect([width, await stickingOut(form)]).toEqual([width, []]);
    }
    await form.close();
  });

  it.each([800, 1200])("opens each list so that all of it is visible: %i px", async (width) => {
    // The names of nodes are those of the assistant's graph.
    const draft = { arguments: { assistant_id: "agent", schedule: "0 9 * * *" } };
    const form = await opened(browser, { width, height: 420, draft });
    for (const id of lists) {
      const input = form.page.locator(`#${id}`);
      for (const block of ["start", "center", "end"] as const) {
        await input.evaluate((element, where) => {
          element.scrollIntoView({ block: where });
          element.focus({ preventScroll: true });
        }, block);
        await form.page.keyboard.press("ArrowDown");
        await form.page.locator(`#${id}-option-0`).waitFor();
        const [list, edge] = await Promise.all([
          form.page.locator(".popup").filter({ visible: true }).boundingBox(),
          form.page.evaluate(lowerEdge),
        ]);
        const place = [id, block];
        expect([...place, list?.y, list?.height]).toEqual([...place, expect.any(Number), expect.any(Number)]);
        expect(list?.height).toBeGreaterThan(90);
        expect(list?.y).toBeGreaterThanOrEqual(0);
        expect((list?.y ?? 0) + (list?.height ?? 0)).toBeLessThanOrEqual(edge);
        await form.page.keyboard.press("Escape");
      }
    }
    await form.close();
  });

  it.each([300, 800, 1200])("never hides the focused control behind the bar, at %i px", async (width) => {
    const form = await opened(browser, { width, height: 420, ...states.wrong });
    await form.page.keyboard.press("Control+Enter");
    await form.page.locator(".status .banner.error").waitFor();
    await form.page.locator("h1").evaluate((heading) => {
      heading.setAttribute("tabindex", "-1");
      heading.focus();
    });
    const hidden: string[] = [];
    for (let step = 0; step < 80; step += 1) {
      await form.page.keyboard.press("Tab");
      const edge = await form.page.evaluate(lowerEdge);
      const place = await form.page.evaluate((visible) => {
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
    await form.close();
  });

  it("shows what is chosen in forced colours", async () => {
    const form = await opened(browser, looks.forcedColors ?? {});
    /** Of each at the same place: between two pixels the edges are drawn otherwise. */
    const picture = async (selector: string) => {
      const control = form.page.locator(selector);
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
    await form.page.locator("#thread_id-none").check();
    await form.page.locator("#interrupt_after-all").check();
    await form.page.locator("h1").click();
    const after = await pictures("#thread_id-none", "#thread_id-some", "#interrupt_after-all");
    expect(before[0]).not.toBe(before[1]);
    expect(after[0]).toBe(before[0]);
    expect(after[1]).toBe(before[1]);
    expect(after[2]).not.toBe(before[2]);
    await form.input("assistant_id").focus();
    await form.page.keyboard.press("ArrowDown");
    await form.page.locator("#assistant_id-input-option-1").waitFor();
    await form.page.keyboard.press("ArrowDown");
    const [active, other] = await Promise.all(
      [0, 1].map((index) =>
        form.page
          .locator(`#assistant_id-input-option-${index}`)
          .evaluate((row) => `${getComputedStyle(row).backgroundColor} ${getComputedStyle(row).forcedColorAdjust}`),
      ),
    );
    expect(active).toMatch(/ none$/);
    expect(active?.split(" none")[0]).not.toBe(other?.split(" auto")[0]);
    await form.close();
  });
});
