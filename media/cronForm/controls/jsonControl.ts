import { applyEdits, format, modify } from "jsonc-parser";
import type { JsonValue } from "../../../src/core/base/json";
import { locateValue } from "../../../src/core/specFile/json/locate";
import { button, element } from "../../shared/dom";
import { type Control, type ControlContext, fieldId } from "./control";
import { createJsonReader, jsonReading } from "./jsonReader";
import { textPlaceAt } from "./readJsonText";

const formatting = { insertSpaces: true, tabSize: 2, eol: "\n" } as const;

/** Drawing more line numbers than this costs more than it helps. */
const mostNumbers = 5000;

/** JSON as text with line numbers. Invalid text stays as it was typed, with the line marked. */
export function createJsonControl(context: ControlContext): Control {
  const { field, strings } = context;
  const text = element("textarea", {
    id: fieldId(field, "input"),
    class: "monospace",
    wrap: "off",
    rows: 3,
    spellcheck: "false",
    autocomplete: "off",
  });
  const gutter = element("div", { class: "gutter monospace", "aria-hidden": "true" });
  const marker = element("div", { class: "marker", "aria-hidden": "true", hidden: true });
  let marked: number | null = null;

  const insertExample = button({
    label: strings.insertExample,
    kind: "link",
    onPress: () => edit(JSON.stringify(field.example, null, 2)),
  });
  const formatText = button({
    label: strings.format,
    kind: "link",
    onPress: () => edit(applyEdits(text.value, format(text.value, undefined, formatting))),
  });
  for (const each of [insertExample, formatText]) {
    each.setAttribute("aria-label", `${each.textContent}: ${field.label}`);
  }

  function draw(): void {
    const lines = Math.min(mostNumbers, text.value.split("\n").length);
    if (gutter.childElementCount !== lines) {
      gutter.replaceChildren(...Array.from({ length: lines }, (_none, index) => element("div", {}, `${index + 1}`)));
    }
    const empty = text.value.trim() === "";
    insertExample.hidden = !empty;
    formatText.hidden = empty;
    follow();
  }

  /** Keeps the line numbers and the marker next to their lines. */
  function follow(): void {
    gutter.scrollTop = text.scrollTop;
    marker.hidden = marked === null;
    const line = marked === null ? undefined : gutter.children[marked - 1];
    if (line instanceof HTMLElement) {
      marker.style.top = `${line.offsetTop - text.scrollTop}px`;
    }
  }

  function write(value: string): void {
    text.value = value;
    marked = null;
    draw();
  }

  function edit(value: string): void {
    write(value);
    text.focus();
    context.onChange("stroke");
  }

  text.addEventListener("input", () => {
    draw();
    context.onChange("typing");
  });
  text.addEventListener("scroll", follow);
  draw();

  const readText = createJsonReader(strings);

  const show = (value: JsonValue | undefined) => write(value === undefined ? "" : JSON.stringify(value, null, 2));
  return {
    element: element(
      "div",
      { class: "json" },
      element("div", { class: "editor" }, gutter, element("div", { class: "lines" }, text, marker)),
      element("div", { class: "jsonActions" }, insertExample, formatText),
    ),
    target: text,
    isGroup: false,
    read: () => jsonReading(readText(text.value)),
    state: () => text.value,
    restore: (state) => write(typeof state === "string" ? state : ""),
    show,
    change: (path, value) => {
      if (path.length === 0) {
        show(value);
      } else {
        write(applyEdits(text.value, modify(text.value, [...path], value, { formattingOptions: formatting })));
      }
    },
    place: (path) => {
      const read = readText(text.value);
      return read.kind === "value" ? textPlaceAt(text.value, locateValue(text.value, read.root, path).offset) : null;
    },
    mark: (line) => {
      marked = line;
      follow();
    },
  };
}
