import { readDateTime } from "../../../src/core/base/dateTime";
import { isJsonObject, type JsonValue } from "../../../src/core/base/json";
import { fillMessage } from "../../../src/core/base/message";
import { findTimeZone } from "../../../src/core/schedule/timeZone";
import type { Choice } from "../../../src/protocol/cronForm";
import { element } from "../../shared/dom";
import type { ChangeKind } from "../fieldHistory";
import { createCombobox } from "./combobox";
import { type Control, type ControlContext, fieldId, type Reading, unset, valued } from "./control";
import { clockTime, momentInZone, type ZonedReading } from "./momentInZone";
import { zoneFinder } from "./zoneChoices";

const dayLength = 86_400_000;
const writtenMoment = /^(.{10})[T ](.+?)([Zz]|[+-]\d{2}:\d{2})$/;

/** A date and time as shown by clocks in a zone; the argument is ISO 8601 with that zone's offset on that day. */
export function createDateTimeControl(context: ControlContext): Control {
  const { field, strings } = context;
  const changed = (kind: ChangeKind) => {
    draw();
    context.onChange(kind);
  };
  const time = createCombobox({
    id: fieldId(field, "input"),
    label: field.label,
    placeholder: strings.dateTimePlaceholder,
    strings,
    patience: 0,
    find: async () => ({ kind: "list", choices: suggestions(context, zone.input.value.trim()) }),
    onChange: changed,
  });
  const zone = createCombobox({
    id: fieldId(field, "zone"),
    label: strings.dateTimeZone,
    strings,
    patience: 0,
    find: zoneFinder({ ...context, language: document.documentElement.lang }),
    onChange: changed,
  });
  time.input.setAttribute("aria-label", field.label);
  zone.input.setAttribute("aria-label", strings.dateTimeZone);
  const note = element("p", { class: "chosen", "aria-live": "polite" });
  const which = element("select", { id: fieldId(field, "which"), "aria-label": field.label });
  which.addEventListener("change", () => changed("stroke"));
  const whichBox = element("div", { class: "select" }, which);

  function reading(): ZonedReading | { readonly kind: "empty" } {
    const text = time.input.value.trim();
    if (text === "") {
      return { kind: "empty" };
    }
    return readDateTime(text).kind === "moment"
      ? { kind: "once", iso: text }
      : momentInZone(text, zone.input.value.trim());
  }

  function read(): Reading {
    const text = time.input.value.trim();
    const found = reading();
    switch (found.kind) {
      case "empty":
        return unset;
      case "invalid":
        return { kind: "unreadable", message: fillMessage(strings.dateTimeUnreadable, { text }) };
      case "unknownZone":
        return {
          kind: "unreadable",
          message: fillMessage(strings.dateTimeNoSuchZone, { zone: zone.input.value.trim() }),
        };
      case "once":
      case "skipped":
        return valued(found.iso);
      case "twice":
        return valued(which.value === "second" ? found.second : found.first);
    }
  }

  function draw(): void {
    const found = reading();
    const text = time.input.value.trim();
    const names = { text, zone: zone.input.value.trim() };
    whichBox.hidden = found.kind !== "twice";
    if (found.kind === "twice") {
      const chosen = which.value;
      which.replaceChildren(
        element("option", { value: "first" }, fillMessage(strings.firstTime, { offset: found.first.slice(19) })),
        element("option", { value: "second" }, fillMessage(strings.secondTime, { offset: found.second.slice(19) })),
      );
      which.value = chosen === "second" ? "second" : "first";
    }
    const now = read();
    const sent = now.kind === "value" ? fillMessage(strings.sentAs, { iso: String(now.value) }) : "";
    const remark =
      found.kind === "twice"
        ? fillMessage(strings.dateTimeTwice, names)
        : found.kind === "skipped"
          ? fillMessage(strings.dateTimeGap, { ...names, actual: found.actual })
          : "";
    note.textContent = [remark, sent].filter((words) => words !== "").join(" ");
  }

  function write(text: string, zoneName: string, second: boolean): void {
    time.input.value = text;
    zone.input.value = zoneName;
    draw();
    which.value = second ? "second" : "first";
    draw();
  }

  const show = (value: JsonValue | undefined) => {
    const text = typeof value === "string" ? value : "";
    const parts = readDateTime(text).kind === "moment" ? writtenMoment.exec(text) : null;
    if (parts === null) {
      // A time without an offset doesn't say its zone; only the user can.
      write(text, text === "" ? context.localZone : "", false);
    } else {
      const [, date = "", clock = "", offset = ""] = parts;
      write(`${date} ${clock}`, offset.toUpperCase() === "Z" ? "UTC" : offset, false);
    }
  };
  show(undefined);
  return {
    element: element("div", {}, element("div", { class: "pair" }, time.element, zone.element), whichBox, note),
    target: time.input,
    isGroup: true,
    read,
    state: () => ({ text: time.input.value, zone: zone.input.value, second: which.value === "second" }),
    restore: (state) => {
      const typed = isJsonObject(state) ? state : {};
      const textOf = (key: string) => (typeof typed[key] === "string" ? typed[key] : "");
      write(textOf("text"), textOf("zone"), typed.second === true);
    },
    show,
    change: (_path, value) => show(value),
  };
}

function suggestions({ strings, now, localZone }: ControlContext, typedZone: string): readonly Choice[] {
  const zone = findTimeZone(typedZone) === undefined ? localZone : typedZone;
  const ends: readonly (readonly [label: string, days: number])[] = [
    [strings.inADay, 1],
    [strings.inAWeek, 7],
    [strings.inAMonth, 30],
    [strings.inAYear, 365],
  ];
  return ends.map(([label, days]) => {
    const value = clockTime(now() + days * dayLength, zone);
    return { value, label: value, detail: label };
  });
}
