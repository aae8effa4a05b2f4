import type { JsonValue } from "../../../src/core/base/json";
import { usualSchedule } from "../../../src/core/schedule/guide/schedulePresets";
import { looksLikeWords } from "../../../src/core/schedule/words/looksLikeWords";
import type { Choice, Choices } from "../../../src/protocol/cronForm";
import { element } from "../../shared/dom";
import type { ChangeKind } from "../fieldHistory";
import { GuideEditor } from "../guide/guideEditor";
import { createCombobox, matching } from "./combobox";
import { type Control, type ControlContext, fieldId } from "./control";
import { createPresetBar } from "./presetBar";
import { textBehaviour } from "./textControl";

/** An entry that also says the zone. */
interface ScheduleChoice extends Choice {
  readonly timezone: string | null;
}

/** Milliseconds after the last key press before words are read. */
const patience = 60;

/**
 * A schedule as text, of which presets, a guided editor and typed words are other views. Words become a schedule only
 * when the user takes what they are said to mean.
 */
export function createScheduleControl(context: ControlContext): Control {
  const { field, presets, strings } = context;
  const presetChoices = presets.map(({ label, schedule }) => ({ value: schedule, label, detail: schedule }));
  let offered: readonly ScheduleChoice[] = [];

  async function find(typed: string): Promise<Choices> {
    offered = [];
    if (typed === "") return { kind: "list", choices: presetChoices, usual: usualSchedule };
    const alike = matching(presetChoices, typed);
    const offer = await context.words(typed);
    if (offer.kind === "refused") {
      return alike.length > 0 ? { kind: "list", choices: alike } : { kind: "unavailable", message: offer.problem };
    }
    offered = offer.offers.map(({ schedule, ...rest }) => ({ value: schedule, ...rest }));
    const choices = [...offered, ...alike];
    return { kind: "list", choices, ...(offer.question === null ? {} : { more: offer.question }) };
  }

  const combobox = createCombobox({
    id: fieldId(field, "input"),
    label: field.label,
    placeholder: strings.schedulePlaceholder,
    strings,
    required: field.required,
    patience,
    find,
    searches: looksLikeWords,
    onTake: (choice) => {
      const timezone = offered.find((each) => each === choice)?.timezone ?? null;
      if (timezone === null) return;
      const changes = Object.entries({ schedule: choice.value, timezone }).map(([name, value]) => ({
        path: [name],
        value,
      }));
      context.onFix({ label: choice.label, changes });
    },
    onChange: (kind) => {
      presetBar.show(input.value);
      context.onChange(kind);
    },
  });
  const { input } = combobox;
  input.classList.add("monospace");
  const write = (schedule: string, kind: ChangeKind) => {
    input.value = schedule;
    presetBar.show(schedule);
    context.onChange(kind);
  };
  const presetBar = createPresetBar(
    strings.presets,
    presetChoices.filter((_choice, index) => presets[index]?.isCommon === true),
    (schedule) => write(schedule, "stroke"),
  );
  const guide = new GuideEditor({
    id: fieldId(field, "guide"),
    strings,
    language: document.documentElement.lang,
    onWrite: write,
  });
  const whole = element("div", { class: "schedule" }, combobox.element, presetBar.element, guide.element);
  const text = textBehaviour(whole, input, false);
  const thenMark = (show: (value: JsonValue) => void) => (value: JsonValue | undefined) => {
    show(value ?? "");
    presetBar.show(input.value);
    guide.restored(input.value);
  };
  return {
    ...text,
    show: thenMark(text.show),
    restore: thenMark(text.restore),
    change: (_path, value) => thenMark(text.show)(value),
    takeBack: () => guide.takeBack(),
    previewed: (preview) =>
      guide.show(input.value, { isRead: (preview?.words ?? null) !== null, guide: preview?.guide ?? null }),
  };
}
