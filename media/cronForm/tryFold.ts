import { fillMessage } from "../../src/core/base/message";
import type { FormStrings } from "../../src/protocol/formStrings";
import type { TryView } from "../../src/protocol/tryView";
import { button, element, icon, setAttributes } from "../shared/dom";

interface TryActions {
  readonly start: (onThread: boolean) => void;
  readonly cancel: () => void;
  /** Creates or updates the cron with the values that were tried. */
  readonly submit: () => void;
}

/** One run with the form's values, and what it gave, folded. */
export class TryFold {
  readonly element: HTMLDetailsElement;
  private readonly start: HTMLButtonElement;
  private readonly cancel: HTMLButtonElement;
  private readonly submit: HTMLButtonElement;
  private readonly onThread = element("input", { type: "checkbox", id: "try-on-thread" });
  private readonly place: HTMLElement;
  private readonly status = element("div", { role: "status" });
  private readonly text: HTMLElement;
  private readonly notes = element("div", { class: "help" });
  private view: TryView = { kind: "idle" };
  private isEditable = true;

  /** `submitLabel`: what the form's own button says. */
  constructor(strings: FormStrings, submitLabel: string, actions: TryActions) {
    this.start = button({
      label: strings.tryStart,
      kind: "secondary",
      onPress: () => {
        if (this.view.kind === "busy") return;
        // At once: the second press of a double click comes before the host's answer.
        this.show({ kind: "busy", message: "", cancelling: false });
        actions.start(!this.place.hidden && this.onThread.checked);
      },
    });
    this.cancel = button({ label: strings.tryCancel, kind: "secondary", onPress: actions.cancel });
    const good = fillMessage(strings.tryGood, { button: submitLabel });
    this.submit = button({ label: good, kind: "primary", onPress: actions.submit });
    this.place = element("label", { class: "check" }, this.onThread, element("span", {}, strings.tryOnThread));
    this.text = element("pre", { class: "code", tabindex: 0, role: "region", "aria-label": strings.tryText });
    this.element = element(
      "details",
      { class: "summaryFold" },
      element("summary", {}, strings.try),
      element("p", { class: "help" }, strings.tryHelp),
      this.place,
      element("div", { class: "buttons" }, this.start, this.cancel),
      this.status,
      this.text,
      this.notes,
      element("div", { class: "buttons" }, this.submit),
    );
    this.element.dataset.section = "try";
    this.setThread("");
    this.show(this.view);
  }

  show(view: TryView): void {
    const isBusy = view.kind === "busy";
    const hadFocus = document.activeElement === this.cancel;
    this.view = view;
    if (view.kind !== "idle") this.element.open = true;
    setAttributes(this.start, { "aria-disabled": isBusy ? "true" : undefined });
    setAttributes(this.cancel, { "aria-disabled": isBusy && view.cancelling ? "true" : undefined });
    this.cancel.hidden = !isBusy;
    if (hadFocus && !isBusy) this.start.focus();
    const tone = view.kind === "ended" ? view.tone : "busy";
    const message = view.kind === "idle" ? "" : view.message;
    const banner = element("div", { class: `banner ${tone}` }, icon(tone), element("span", {}, message));
    // The same words again would be read out again.
    if (this.status.textContent !== message) this.status.replaceChildren(...(message === "" ? [] : [banner]));
    this.text.textContent = view.kind === "ended" ? view.text : "";
    this.text.hidden = this.text.textContent === "";
    const notes = view.kind === "ended" ? view.notes : [];
    this.notes.replaceChildren(...notes.map((note) => element("p", {}, note)));
    this.allowSubmit();
  }

  /** The chosen thread; empty: none. */
  setThread(thread: string): void {
    this.place.hidden = thread === "";
  }

  /** Whether the form can be submitted now. */
  setEditable(isEditable: boolean): void {
    this.isEditable = isEditable;
    this.allowSubmit();
  }

  private allowSubmit(): void {
    this.submit.hidden = !this.isEditable || this.view.kind !== "ended" || !this.view.isAnswer;
  }
}
