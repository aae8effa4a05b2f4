import type { FormStrings } from "../../../src/protocol/formStrings";
import { element, setAttributes } from "../../shared/dom";
import type { ChangeKind } from "../fieldHistory";
import type { ListReading } from "./guideLists";

interface Named {
  readonly id: string;
  readonly label: string;
}

interface SelectOptions<Value> extends Named {
  readonly choices: readonly (readonly [value: Value, label: string])[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** One of a few values. */
export function selectOf<Value extends string | number>(options: SelectOptions<Value>): HTMLElement {
  const { id, label, choices, value, onChange } = options;
  const select = element(
    "select",
    { id },
    ...choices.map(([each, name]) => element("option", { value: each, selected: each === value }, name)),
  );
  select.addEventListener("change", () => {
    const chosen = choices[select.selectedIndex];
    if (chosen !== undefined) onChange(chosen[0]);
  });
  return labelled({ id, label }, element("div", { class: "select" }, select));
}

interface ListOptions<Value> extends Named {
  readonly text: string;
  readonly read: (text: string) => ListReading<Value>;
  /** Said while the text is not a list. */
  readonly advice: string;
  readonly strings: FormStrings;
  readonly onChange: (value: Value, kind: ChangeKind) => void;
}

/** Several values as text. What can't be read is said, and changes nothing. */
export function listOf<Value>({ id, label, text, read, advice, strings, onChange }: ListOptions<Value>): HTMLElement {
  const input = element("input", {
    id,
    type: "text",
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": `${id}-problem`,
  });
  input.value = text;
  const problem = element("span", { class: "guideProblem", id: `${id}-problem`, "aria-live": "polite" });
  input.addEventListener("input", () => {
    const reading = read(input.value);
    const isList = reading.kind === "list";
    problem.textContent = isList ? "" : reading.kind === "unreadable" ? advice : strings.guideDifferentMinutes;
    setAttributes(input, { "aria-invalid": isList ? undefined : "true" });
    if (isList) onChange(reading.value, "typing");
  });
  return labelled({ id, label }, element("div", { class: "guideList" }, input, problem));
}

interface BoxesOptions extends Named {
  readonly choices: readonly (readonly [value: number, label: string, spoken: string])[];
  readonly chosen: readonly number[];
  /** Said while none is checked. */
  readonly advice: string;
  readonly onChange: (chosen: readonly number[]) => void;
}

/** Some of a few values, all in sight. */
export function boxesOf({ id, label, choices, chosen, advice, onChange }: BoxesOptions): HTMLElement {
  const problem = element("span", { class: "guideProblem", "aria-live": "polite" });
  const boxes = choices.map(([value, short, spoken]) => {
    const box = element("input", { type: "checkbox", id: `${id}-${value}`, "aria-label": spoken });
    box.checked = chosen.includes(value);
    box.addEventListener("change", () => {
      const now = boxes.filter((each) => each.box.checked).map((each) => each.value);
      problem.textContent = now.length === 0 ? advice : "";
      onChange(now.sort((a, b) => a - b));
    });
    return { box, value, row: element("label", { class: "guideBox", for: `${id}-${value}` }, box, short) };
  });
  const group = element("div", { class: "guideBoxes", role: "group", "aria-label": label });
  group.append(...boxes.map(({ row }) => row), problem);
  return element("div", { class: "guidePart" }, element("span", { class: "guideLabel" }, label), group);
}

function labelled({ id, label }: Named, control: HTMLElement): HTMLElement {
  return element("div", { class: "guidePart" }, element("label", { class: "guideLabel", for: id }, label), control);
}
