import { describe, expect } from "vitest";
import type { Choices } from "../../src/protocol/cronForm";
import { eventually } from "./support/eventually";
import type { FormBrowser } from "./support/formBrowser";
import { threadId } from "./support/formHost";
import { looks } from "./support/formStates";
import { it } from "./support/formTest";
import { type OpenForm, openForm } from "./support/openForm";
import { violations } from "./support/violations";

const undo = "Control+z";
const redoKeys = ["Control+Shift+z", "Control+y"] as const;

const value = (form: OpenForm, name: string) => form.input(name).inputValue();

/** The tab was hidden, which took the page away, and is shown again: the host and what VS Code keeps are the same. */
async function shownAgain(browser: FormBrowser, form: OpenForm): Promise<OpenForm> {
  await form.page.evaluate(() => window.dispatchEvent(new Event("pagehide")));
  await eventually(() => form.page.evaluate(() => 0)).toBe(0);
  await form.close();
  const saved = form.states.at(-1);
  return openForm(browser, { host: form.host, height: 500, ...(saved === undefined ? {} : { saved }) });
}

describe("Undo in the form", () => {
  let browser: FormBrowser;
  it.beforeAll(({ browser: shared }) => {
    browser = shared;
  });

  it("reverts a fix, and redo applies it again", async () => {
    const form = await openForm(browser);
    await form.input("schedule").focus();
    await form.page.keyboard.insertText("weekdays at 9");
    await form.field("schedule").locator(".message.error button").first().waitFor();
    await form.page.keyboard.press("Escape");
    await form.field("schedule").locator(".message.error button").first().click();
    const fixed = await value(form, "schedule");
    expect(fixed).not.toBe("weekdays at 9");
    await form.page.keyboard.press(undo);
    expect(await value(form, "schedule")).toBe("weekdays at 9");
    for (const redo of redoKeys) {
      await form.page.keyboard.press(redo);
      expect(await value(form, "schedule")).toBe(fixed);
      await form.page.keyboard.press(undo);
      expect(await value(form, "schedule")).toBe("weekdays at 9");
    }
    await form.page.keyboard.press(undo);
    expect(await value(form, "schedule")).toBe("");
    expect(form.problems).toEqual([]);
    await form.close();
  });

  it("reverts a stop that was set in the picture of the graph, which is sound in every look", async () => {
    const long = `send ${"<b>to</b> ".repeat(30)}`;
    const nodes: Choices = {
      kind: "list",
      choices: [
        { value: "plan", label: "plan", detail: "", next: [{ id: "search", isConditional: false }] },
        { value: "search", label: "search", detail: "", next: [{ id: long, isConditional: true }] },
        { value: long, label: long, detail: "", next: [{ id: "plan", isConditional: true }] },
      ],
    };
    const draft = { arguments: { assistant_id: "agent", interrupt_before: ["plan"] } };
    const form = await openForm(browser, { width: 300, nodes, draft });
    const field = form.field("interrupt_before");
    await field.locator(".graph summary").click();
    const [plan, search] = ["plan", "search"].map((name) => field.getByRole("button", { name, exact: true }));
    await plan?.and(field.locator("[aria-pressed=true]")).waitFor();
    expect(await field.locator(".graph path").count()).toBe(3);
    expect(await field.locator(".graph path.conditional").count()).toBe(2);
    for (const [look, options] of Object.entries(looks)) {
      await form.setLook(options);
      expect([look, await violations(form, "[data-parameter=interrupt_before]")]).toEqual([look, []]);
    }
    const isWide = await form.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(isWide).toBe(false);
    const chips = field.locator(".chip .monospace");
    await search?.focus();
    await form.page.keyboard.press("Enter");
    expect(await chips.allTextContents()).toEqual(["plan", "search"]);
    expect(await search?.getAttribute("aria-pressed")).toBe("true");
    await form.page.keyboard.press(undo);
    expect(await chips.allTextContents()).toEqual(["plan"]);
    expect(await search?.getAttribute("aria-pressed")).toBe("false");
    expect(await search?.evaluate((node) => node === document.activeElement)).toBe(true);
    expect(form.problems).toEqual([]);
    await form.close();
  });

  it("says so if a graph is too large for a picture", async () => {
    const choices = Array.from({ length: 31 }, (_none, index) => ({
      value: `n${index}`,
      label: `n${index}`,
      detail: "",
    }));
    const draft = { arguments: { assistant_id: "agent", interrupt_before: [] } };
    const form = await openForm(browser, { nodes: { kind: "list", choices }, draft });
    const graph = form.field("interrupt_before").locator(".graph");
    await graph.locator("summary").click();
    await graph.getByText("This graph is too large for a picture. The list above has all 31 nodes.").waitFor();
    expect(await graph.getByRole("button").count()).toBe(0);
    await form.close();
  });

  it("reverts a fix that was chosen among several, and one that moves a key", async () => {
    const config = { configurable: { recursion_limit: 7, mine: 1 } };
    const form = await openForm(browser, { draft: { arguments: { timezone: "IST", config } } });
    await form.page.locator("details").evaluateAll((all) => {
      for (const details of all) details.setAttribute("open", "");
    });
    await form.field("timezone").getByText('Use "Asia/Kolkata"').click();
    expect(await value(form, "timezone")).toBe("Asia/Kolkata");
    await form.page.keyboard.press(undo);
    expect(await value(form, "timezone")).toBe("IST");
    await form.field("config").getByText("Move it up").click();
    expect(JSON.parse(await value(form, "config"))).toEqual({ configurable: { mine: 1 }, recursion_limit: 7 });
    await form.page.keyboard.press(undo);
    expect(JSON.parse(await value(form, "config"))).toEqual(config);
    expect(form.problems).toEqual([]);
    await form.close();
  });

  it("reverts Format and Insert Example, and the typing before them", async () => {
    const form = await openForm(browser);
    await form.input("input").focus();
    await form.page.keyboard.insertText('{"messages":[1]}');
    await form.field("input").getByText("Format").click();
    expect(await value(form, "input")).toContain("\n");
    await form.page.keyboard.press(undo);
    expect(await value(form, "input")).toBe('{"messages":[1]}');
    await form.page.keyboard.press(undo);
    expect(await value(form, "input")).toBe("");
    await form.field("input").getByText("Insert Example").click();
    const example = await value(form, "input");
    await form.page.keyboard.press(undo);
    expect(await value(form, "input")).toBe("");
    await form.page.keyboard.press("Control+y");
    expect(await value(form, "input")).toBe(example);
    await form.close();
  });

  it("restores a discarded value that the field can't show itself", async () => {
    const form = await openForm(browser, { draft: { arguments: { enabled: "yes", timezone: 5 } } });
    await form.field("enabled").getByText("Discard this value").click();
    expect(await form.field("enabled").locator("input[type=checkbox]").count()).toBe(1);
    await form.page.keyboard.press(undo);
    expect(await value(form, "enabled")).toBe('"yes"');
    await form.page.keyboard.press("Control+y");
    expect(await form.field("enabled").locator("input[type=checkbox]").count()).toBe(1);
    await form.close();
  });

  it("reverts choices as well as text: a picked entry, a name, a checkbox", async () => {
    const form = await openForm(browser, {
      draft: { arguments: { assistant_id: "agent", interrupt_before: ["plan"] } },
    });
    await form.input("assistant_id").focus();
    await form.page.keyboard.press("ArrowDown");
    await form.page.locator("#assistant_id-input-option-1").click();
    expect(await value(form, "assistant_id")).toBe("researcher");
    await form.page.keyboard.press(undo);
    expect(await value(form, "assistant_id")).toBe("agent");
    await form.page.locator("#interrupt_before-all").check();
    await form.page.keyboard.press(undo);
    expect(await form.page.locator("#interrupt_before-all").isChecked()).toBe(false);
    await form.page.getByLabel("Remove plan").click();
    expect(await form.page.locator(".chip").count()).toBe(0);
    await form.page.keyboard.press(undo);
    expect(await form.page.locator(".chip").allTextContents()).toEqual(["plan"]);
    await form.close();
  });

  it("restores a key that was removed, or moved to its field", async () => {
    const form = await openForm(browser, { draft: { arguments: { cron: "0 9 * * *" } } });
    await form.page.getByText("Use schedule").click();
    await eventually(() => value(form, "schedule")).toBe("0 9 * * *");
    await form.page.keyboard.press(undo);
    await eventually(() => value(form, "schedule")).toBe("");
    await form.page.getByText("Use schedule").waitFor();
    await form.page.keyboard.press("Control+y");
    await eventually(() => value(form, "schedule")).toBe("0 9 * * *");
    await form.close();
  });

  it("puts the caret where the change was", async () => {
    const form = await openForm(browser, { draft: { arguments: { schedule: "0 9 * * 1" } } });
    await form.input("schedule").focus();
    await form.page.keyboard.press("Home");
    await form.page.keyboard.press("ArrowRight");
    await form.page.keyboard.type("5");
    await form.page.keyboard.press("End");
    await form.page.keyboard.press(undo);
    const caret = () => form.input("schedule").evaluate((input) => (input as HTMLInputElement).selectionStart);
    expect([await value(form, "schedule"), await caret()]).toEqual(["0 9 * * 1", 1]);
    await form.page.keyboard.press("Control+y");
    expect([await value(form, "schedule"), await caret()]).toEqual(["05 9 * * 1", 2]);
    await form.close();
  });

  it("survives when the tab is hidden and shown again, as do scroll position, focus, folds and API names", async () => {
    const draft = { arguments: { thread_id: threadId, assistant_id: "agent", schedule: "0 9 * * 1" } };
    const form = await openForm(browser, { draft, height: 500 });
    await form.unfold("end");
    await form.unfold("more");
    await form.page.getByText("Show API Names").click();
    await form.unfold("end");
    await form.input("input").focus();
    await form.page.keyboard.insertText('{"messages":[1]}');
    await form.field("input").getByText("Format").click();
    await form.input("input").evaluate((text) => (text as HTMLTextAreaElement).setSelectionRange(3, 7));
    const scroll = await form.page.evaluate(() => window.scrollY);
    expect(scroll).toBeGreaterThan(50);

    const again = await shownAgain(browser, form);
    await eventually(() => again.page.evaluate(() => document.activeElement?.id)).toBe("input-input");
    expect(
      await again.input("input").evaluate((text) => {
        const { selectionStart, selectionEnd } = text as HTMLTextAreaElement;
        return [selectionStart, selectionEnd];
      }),
    ).toEqual([3, 7]);
    expect(Math.abs((await again.page.evaluate(() => window.scrollY)) - scroll)).toBeLessThan(5);
    const isOpen = (section: string) =>
      again.page.locator(`[data-section="${section}"]`).evaluate((all) => (all as HTMLDetailsElement).open);
    expect([await isOpen("end"), await isOpen("more")]).toEqual([false, true]);
    expect(await again.field("input").getByText("input", { exact: true }).isVisible()).toBe(true);
    await again.page.keyboard.press(undo);
    expect(await value(again, "input")).toBe('{"messages":[1]}');
    await again.page.keyboard.press(undo);
    expect(await value(again, "input")).toBe("");
    await again.page.keyboard.press("Control+y");
    await again.page.keyboard.press("Control+y");

    const third = await shownAgain(browser, again);
    expect(await value(third, "input")).toContain("\n");
    await third.page.keyboard.press(undo);
    expect(await value(third, "input")).toBe('{"messages":[1]}');
    expect(third.problems).toEqual([]);
    await third.close();
  });

  it("gives VS Code nothing to store that may be secret: it would be written to a plain file", async () => {
    const form = await openForm(browser);
    const secret = "lsv2_pt_0123456789abcdef0123456789";
    for (const name of ["headers", "params", "metadata", "webhook"]) {
      await form.input(name).evaluate((input) => input.closest("details")?.setAttribute("open", ""));
      await form.input(name).fill(`{"x": "${secret} ${name}"}`);
      await form.input(name).fill("");
    }
    await form.input("schedule").fill("0 9 * * *");
    await eventually(() => JSON.stringify(form.states.at(-1))).toContain("schedule-input");
    await form.page.evaluate(() => window.dispatchEvent(new Event("pagehide")));
    await eventually(() => JSON.stringify(form.states)).toContain('"schedule":{"past"');
    expect(JSON.stringify(form.states)).not.toContain(secret);
    expect(JSON.stringify(form.states)).not.toContain('"headers":');
    await form.close();
  });

  it("accepts anything that VS Code stored, also of another form", async () => {
    for (const saved of [
      { form: "another", view: { scroll: 900 } },
      { form: "f1" },
      { form: 5 },
      { view: null },
      7,
      null,
    ]) {
      const form = await openForm(browser, { saved });
      expect(await form.page.evaluate(() => window.scrollY)).toBe(0);
      expect(form.problems).toEqual([]);
      await form.close();
    }
  });
});
