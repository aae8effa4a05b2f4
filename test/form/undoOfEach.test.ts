import { describe, expect } from "vitest";
import type { ParameterName } from "../../src/core/arguments/cronArguments";
import { parameters } from "../../src/core/arguments/parameters";
import { threadId } from "./support/formHost";
import { inputSchema, questionsAbout, states } from "./support/formStates";
import { it } from "./support/formTest";
import { type FormOptions, type OpenForm, openForm } from "./support/openForm";
import { unfoldAll } from "./support/soundness";

/** Buttons that change no value: they open something, show it in another way, or lay it out as it is already. */
const changesNothing = "^(Show choices for|Open in Editor:|Edit as|Format:)";

/** A control, and the keys that change what it holds. */
interface Handle {
  readonly parameter: string;
  /** Its place among the controls of its field. */
  readonly at: number;
  readonly name: string;
  readonly keys: readonly string[];
}

const controls = "input, textarea, select, button";

/** Every control of the questions that can be used now: a new one is here by itself. */
function handles({ page }: OpenForm): Promise<readonly Handle[]> {
  const found = page.evaluate(
    ({ inert, selector }) =>
      [...document.querySelectorAll<HTMLElement>("[data-parameter]")].flatMap((field) =>
        [...field.querySelectorAll<HTMLElement>(selector)].flatMap((control, at) => {
          const name = control.getAttribute("aria-label") ?? (control.id || control.textContent);
          const input = control instanceof HTMLInputElement ? control : undefined;
          const isButton = control instanceof HTMLButtonElement;
          if (!control.checkVisibility() || input?.readOnly === true) return [];
          // Of a row of the same boxes or buttons, the first two.
          const row = control.closest(".guideBoxes, .checks, .presets, .graph");
          if (row !== null && [...row.querySelectorAll(selector)].indexOf(control) > 1) return [];
          if (isButton && new RegExp(inert).test(name)) return [];
          // The chosen one of several stays: its neighbours choose another.
          if (input?.type === "radio" && input.checked) return [];
          const keys = isButton
            ? ["Enter"]
            : control instanceof HTMLSelectElement
              ? [control.selectedIndex === control.length - 1 ? "ArrowUp" : "ArrowDown"]
              : input?.type === "checkbox" || input?.type === "radio"
                ? ["Space"]
                : ["End", "Backspace", "8"];
          return [{ parameter: field.dataset.parameter ?? "", at, name, keys }];
        }),
      ),
    { inert: changesNothing, selector: controls },
  );
  return found;
}

/** What a field holds. The guide shows the text of the schedule, some moments later. */
function content({ field }: OpenForm, parameter: string): Promise<string> {
  return field(parameter).evaluate((element) => {
    const inputs = [...element.querySelectorAll<HTMLInputElement>("input, textarea, select")];
    const values = inputs
      .filter(({ id }) => !id.startsWith("schedule-guide"))
      .map(({ checked, id, value }) => `${id}=${value}${checked === true ? "*" : ""}`);
    const chips = [...element.querySelectorAll(".chip")].map(({ textContent }) => textContent);
    return [...values, ...chips, ...(element.querySelector(".rawNotice") === null ? [] : ["raw"])].join(" ");
  });
}

interface Filled {
  readonly options: FormOptions;
  /** Default: all. */
  readonly only?: readonly ParameterName[];
}

const filled = { ...states.filled?.draft?.arguments, schedule: "17 4 * * 2,4", metadata: { team: "a" } };

const forms: Readonly<Record<string, Filled>> = {
  "with fields for the input": {
    options: {
      draft: { arguments: { ...filled, thread_id: null, input: { topic: "sales" } }, name: "mine" },
      questions: questionsAbout(inputSchema),
      otherInput: () => ({ topic: "of the last run" }),
    },
  },
  "with JSON for the input, and a thread": {
    options: {
      draft: { arguments: { ...filled, thread_id: threadId, on_run_completed: "keep" }, name: "mine" },
      otherInput: () => ({ topic: "of the last run" }),
    },
    only: ["thread_id", "on_run_completed", "input"],
  },
  "with values that their controls can't show": {
    options: {
      draft: { arguments: { thread_id: 5, schedule: 7, enabled: "yes", interrupt_before: "say", stream_mode: [1] } },
    },
    only: ["thread_id", "schedule", "enabled", "interrupt_before", "stream_mode"],
  },
};

describe("Every change by keyboard, in every control", () => {
  it.for(Object.entries(forms))(
    "is undone, redone and undone again: a form %s",
    { timeout: 120_000 },
    async ([, { only, options }], { browser }) => {
      const form = await openForm(browser, options);
      await unfoldAll(form);
      await form.page.locator(".message").first().waitFor();
      if (options.questions !== undefined) await form.page.getByLabel("topic").waitFor();
      const all = await handles(form);
      const wanted = all.filter(({ parameter }) => only === undefined || only.some((name) => name === parameter));
      const names = only ?? ["name", ...parameters.map(({ name }) => name)];
      expect(names.filter((name) => !wanted.some(({ parameter }) => parameter === name))).toEqual([]);
      // Last, because another assistant closes the picture of the graph.
      const isAssistant = ({ parameter }: Handle) => Number(parameter === "assistant_id");
      const inOrder = wanted.toSorted((one, other) => isAssistant(one) - isAssistant(other));
      for (const { at, keys, name, parameter } of inOrder) {
        const where = `${parameter}: ${name}`;
        const isNow = (held: string) =>
          expect.poll(() => content(form, parameter), { message: where, timeout: 20_000 }).toBe(held);
        const before = await content(form, parameter);
        await form.field(parameter).locator(controls).nth(at).focus();
        for (const key of keys) await form.page.keyboard.press(key);
        await expect.poll(() => content(form, parameter), { message: where, timeout: 20_000 }).not.toBe(before);
        const after = await content(form, parameter);
        await form.page.keyboard.press("Control+z");
        await isNow(before);
        await form.page.keyboard.press("Control+y");
        await isNow(after);
        await form.page.keyboard.press("Control+z");
        await isNow(before);
      }
      expect(form.problems).toEqual([]);
      await form.close();
    },
  );
});
