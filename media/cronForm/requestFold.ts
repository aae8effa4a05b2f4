import type { RequestForm } from "../../src/core/requestText/requestForms";
import type { FormStrings } from "../../src/protocol/formStrings";
import type { RequestFormView, RequestView } from "../../src/protocol/requestView";
import { button, debounce, element, latest } from "../shared/dom";
import { createPresetBar } from "./controls/presetBar";

/** Milliseconds after the last change before the text is asked for. */
const patience = 200;

interface RequestSource {
  readonly ask: (form: RequestForm) => Promise<RequestView>;
  readonly give: (form: RequestForm, way: "copy" | "save") => Promise<unknown>;
}

/** The request that creates the cron, in a form of the user's choice, folded. It is asked for only while it is open. */
export class RequestFold {
  readonly element: HTMLDetailsElement;
  private readonly text: HTMLElement;
  private readonly note = element("p", { class: "help" });
  private readonly buttons: HTMLElement;
  private readonly said = element("span", { class: "help", role: "status" });
  private readonly bar: ReturnType<typeof createPresetBar>;
  private form: RequestForm;
  private readonly answers = latest<RequestView>(
    (view) => this.draw(view),
    (failure) => this.draw({ kind: "notYet", message: String(failure) }),
  );
  private readonly later = debounce(() => this.refresh(), patience);

  constructor(
    private readonly strings: FormStrings,
    forms: readonly RequestFormView[],
    private readonly source: RequestSource,
  ) {
    this.form = forms[0]?.value ?? "http";
    this.text = element("pre", {
      class: "code",
      tabindex: 0,
      role: "region",
      "aria-label": strings.request,
      hidden: true,
    });
    this.bar = createPresetBar(strings.requestForm, forms, (form) => {
      this.form = form;
      this.refresh();
    });
    this.bar.show(this.form);
    const give = (label: string, way: "copy" | "save") =>
      button({ label, kind: "secondary", onPress: () => void this.give(way) });
    const actions = [give(strings.requestCopy, "copy"), give(strings.requestSave, "save")];
    this.buttons = element("div", { class: "buttons", hidden: true }, ...actions, this.said);
    this.element = element(
      "details",
      { class: "summaryFold request" },
      element("summary", {}, strings.request),
      element("p", { class: "help" }, strings.requestHelp),
      this.bar.element,
      this.text,
      this.note,
      this.buttons,
    );
    this.element.dataset.section = "request";
    this.element.addEventListener("toggle", () => this.refresh());
  }

  /** The cron may be another one. */
  change(): void {
    if (this.element.open) this.later();
  }

  private refresh(): void {
    this.bar.show(this.form);
    if (this.element.open) void this.answers.take(this.source.ask(this.form));
  }

  private async give(way: "copy" | "save"): Promise<void> {
    this.said.textContent = "";
    await this.source.give(this.form, way).then(
      () => {
        this.said.textContent = way === "copy" ? this.strings.requestCopied : "";
      },
      (failure: unknown) => {
        this.said.textContent = String(failure);
      },
    );
  }

  private draw(view: RequestView): void {
    const isText = view.kind === "text";
    const text = isText ? view.text : "";
    // The same text again would lose what is selected in it.
    if (text !== this.text.textContent) {
      this.text.textContent = text;
      this.said.textContent = "";
    }
    this.note.textContent = isText ? (view.isCut ? this.strings.requestCut : "") : view.message;
    this.text.hidden = !isText;
    this.buttons.hidden = !isText;
  }
}
