import { type Guide, type GuideKind, type GuideNote, guideNotes } from "../../../src/core/schedule/guide/guide";
import { scheduleOf } from "../../../src/core/schedule/guide/scheduleOf";
import type { FormStrings } from "../../../src/protocol/formStrings";
import { element } from "../../shared/dom";
import type { ChangeKind } from "../fieldHistory";
import { beginningOf, fitsEditor, kindNames } from "./guideKinds";
import { guideParts, type PartsContext } from "./guideParts";

interface GuideEditorOptions extends Omit<PartsContext, "onChange"> {
  readonly onWrite: (schedule: string, kind: ChangeKind) => void;
}

interface GuideReading {
  /** The text is a schedule. */
  readonly isRead: boolean;
  /** What it says; null: that can't be shown. */
  readonly guide: Guide | null;
}

const noteTexts: Readonly<Record<GuideNote, keyof FormStrings>> = {
  notMeasuredEverywhere: "guideNotMeasured",
  leavesOutMonths: "guideLeavesOutMonths",
  leapYearsOnly: "guideLeapYearsOnly",
};

/**
 * A schedule without its characters: a second view of the same text. What it can't show stays text. It keeps what was
 * chosen here for as long as that is the text, so that it does not jump to an equal guide of another kind.
 */
export class GuideEditor {
  readonly element: HTMLElement;
  private readonly kind: HTMLSelectElement;
  private readonly parts = element("div", { class: "guideParts" });
  private readonly notes = element("p", { class: "help guideNotes", "aria-live": "polite" });
  private guide: Guide | null = null;
  /** The guide that says what the text says. */
  private written: Guide | null = null;
  /** The text that the guide belongs to. */
  private text = "";
  private isRead = false;
  /** What the texts so far say. */
  private readonly readings = new Map<string, GuideReading>();

  constructor(private readonly options: GuideEditorOptions) {
    const { id, strings } = options;
    this.kind = element(
      "select",
      { id: `${id}-kind` },
      element("option", { value: "" }, strings.guideText),
      ...kindNames.map(([kind, name]) => element("option", { value: kind }, strings[name])),
    );
    this.kind.addEventListener("change", () => this.choose(this.kind.value));
    this.element = element(
      "div",
      { class: "guide", role: "group", "aria-label": strings.guide },
      element(
        "div",
        { class: "guidePart" },
        element("label", { class: "guideLabel", for: this.kind.id }, strings.guideKind),
        element("div", { class: "select" }, this.kind),
      ),
      this.parts,
      this.notes,
    );
  }

  show(text: string, reading: GuideReading): void {
    if (text !== this.text || this.guide === null) this.adopt(text, reading);
  }

  /** The text was undone or redone. Without this, the controls of another text could be used until the host answers. */
  restored(text: string): void {
    const reading = this.readings.get(text);
    if (text !== this.text && reading !== undefined) this.adopt(text, reading);
  }

  /** Takes back what was begun here and is no schedule yet; false: there is nothing of that. */
  takeBack(): boolean {
    const isWritten = this.guide === this.written;
    if (isWritten && this.parts.querySelector(".guideProblem:not(:empty)") === null) return false;
    this.guide = this.written;
    this.draw();
    return true;
  }

  private adopt(text: string, reading: GuideReading): void {
    const { isRead, guide } = reading;
    this.readings.set(text, reading);
    this.text = text;
    this.isRead = isRead;
    this.guide = guide !== null && fitsEditor(guide) ? guide : null;
    this.written = this.guide;
    this.draw();
  }

  private choose(value: string): void {
    const chosen = kindNames.map(([kind]) => kind).find((kind): kind is GuideKind => kind === value);
    this.guide = chosen === undefined ? null : beginningOf(chosen, this.guide);
    this.draw();
    this.write("stroke");
  }

  private draw(): void {
    const { guide } = this;
    const focused = this.parts.contains(document.activeElement) ? document.activeElement?.id : undefined;
    this.kind.value = guide?.kind ?? "";
    this.parts.replaceChildren(
      ...(guide === null
        ? []
        : guideParts(guide, { ...this.options, onChange: (change, kind) => this.change(change, kind) })),
    );
    if (focused !== undefined) (document.getElementById(focused) ?? this.kind).focus();
    this.note();
  }

  private change(change: (guide: Guide) => Guide, kind: ChangeKind): void {
    if (this.guide === null) return;
    this.guide = change(this.guide);
    this.note();
    this.write(kind);
  }

  /** Nothing while something is not chosen yet. */
  private write(kind: ChangeKind): void {
    const { guide } = this;
    const schedule = guide === null ? undefined : scheduleOf(guide);
    if (guide === null || schedule === undefined) return;
    this.written = guide;
    if (schedule === this.text) return;
    this.text = schedule;
    this.readings.set(schedule, { isRead: true, guide });
    this.options.onWrite(schedule, kind);
  }

  private note(): void {
    const { guide, isRead } = this;
    const { strings } = this.options;
    const notes = guide === null ? [] : guideNotes(guide).map((note) => strings[noteTexts[note]]);
    this.notes.textContent = guide === null && isRead ? strings.guideStaysText : notes.join(" ");
  }
}
