import { button, element, setAttributes } from "../../shared/dom";

interface PresetBar {
  readonly element: HTMLElement;
  /** Marks the one with this value. */
  readonly show: (value: string) => void;
}

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** A button for each of a few values: one stop for the Tab key, arrow keys move among them. */
export function createPresetBar<Value extends string>(
  label: string,
  presets: readonly { readonly label: string; readonly value: Value }[],
  onTake: (value: Value) => void,
): PresetBar {
  const buttons = presets.map((preset, index) => {
    const made = button({ label: preset.label, kind: "secondary", onPress: () => onTake(preset.value) });
    made.classList.add("preset");
    setAttributes(made, { "aria-pressed": "false", tabindex: index === 0 ? 0 : -1 });
    made.addEventListener("focus", () => {
      for (const each of buttons) each.tabIndex = each === made ? 0 : -1;
    });
    return made;
  });
  const whole = element("div", { class: "presets", role: "toolbar", "aria-label": label }, ...buttons);
  whole.addEventListener("keydown", ({ key, altKey, ctrlKey, metaKey }) => {
    const step = steps[key];
    const at = buttons.findIndex(({ tabIndex }) => tabIndex === 0);
    if (step === undefined || altKey || ctrlKey || metaKey) return;
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  });
  return {
    element: whole,
    show: (wanted) => {
      for (const [index, { value }] of presets.entries()) {
        buttons[index]?.setAttribute("aria-pressed", String(value === wanted));
      }
    },
  };
}
