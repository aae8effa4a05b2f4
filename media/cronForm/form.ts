import type {
  DraftToCheck,
  FieldMessage,
  Filled,
  FormDraft,
  FormEvent,
  FormPhase,
  FormState,
  SchedulePreview,
} from "../../src/protocol/cronForm";
import { debounce, element } from "../shared/dom";
import { FieldFindings } from "./fieldFindings";
import { FormChecks } from "./formChecks";
import { FormFields } from "./formFields";
import type { Host } from "./host";
import { messageElement } from "./messageElement";
import { createNameField } from "./nameField";
import { type PageView, savedView, showView, viewOf } from "./pageView";
import { createConsequence } from "./resultsConsequence";
import { createPreviewPanel } from "./schedulePreview";
import { createSection } from "./sections";
import { SubmissionView } from "./submissionView";
import type { SubmittedForm } from "./submittedForm";
import { createTargetHeader } from "./targetHeader";
import { listenForUndo } from "./undoKeys";

/** Milliseconds after the last key press before the host gets the draft. */
const savePatience = 150;

/** Draws the form from the host's state, and reports typing and button presses to it. Keeps no state of its own. */
export class CronForm implements SubmittedForm {
  readonly element: HTMLElement;
  readonly findings: FieldFindings;
  private readonly fields: FormFields;
  private readonly name: ReturnType<typeof createNameField>;
  private readonly sections: readonly ReturnType<typeof createSection>[];
  private readonly submission: SubmissionView;
  private readonly header: ReturnType<typeof createTargetHeader>;
  private readonly preview: ReturnType<typeof createPreviewPanel>;
  private readonly consequence: ReturnType<typeof createConsequence>;
  private readonly controls: HTMLFieldSetElement;
  private readonly checks: FormChecks;
  /** About keys that no field shows, and about the cron as a whole. */
  private readonly general = element("ul", { class: "messages", "aria-live": "polite" });
  private readonly disposed = new AbortController();
  /** Parameters changed since the last message to the host. */
  private readonly changedNames = new Set<string>();
  private readonly saveLater = debounce(() => this.save(), savePatience);
  private readonly saveViewLater = debounce(() => this.saveView(), savePatience);
  /** The state of the page before it was unloaded. */
  private readonly view: PageView | undefined;

  constructor(
    private readonly state: FormState,
    private readonly host: Host,
  ) {
    const { strings } = state;
    this.view = savedView(host.saved(), state.form);
    this.fields = new FormFields(state, host, (name) => this.changed(name), this.view?.steps ?? {});
    this.findings = new FieldFindings(this.fields.byName);
    this.name = createNameField(state, () => this.changed("name"));
    const fieldsOf = (id: string) => this.fields.all.filter(({ declaration }) => declaration.section === id);
    this.sections = state.sections.map((section) => createSection(section, fieldsOf(section.id), strings));
    this.preview = createPreviewPanel(strings);
    this.fields.byName.get("timezone")?.element.after(this.preview.element);
    this.consequence = createConsequence(strings, (value) => this.fields.choose("on_run_completed", value));
    this.fields.byName.get("thread_id")?.element.append(this.consequence.element);
    this.checks = new FormChecks(this, host);
    this.header = createTargetHeader(state, (action) => this.submission.act(action));
    this.header.show(state.target);
    this.submission = new SubmissionView(state, host, this);
    const sections = this.sections.map((section) => section.element);
    this.controls = element("fieldset", {}, this.name.element, this.general, ...sections);
    this.element = element("main", {}, this.header.element, this.controls, this.submission.footer);
    this.listen();
  }

  /** Called once the form is in the page: shows its state, and focuses the field where typing starts. */
  start(): void {
    keepClearOf(this.submission.footer);
    this.refresh();
    if (this.view === undefined) this.focusStart();
    else showView(this.view, this.details);
    this.submission.receive(this.state.phase);
    this.saveView();
  }

  /** Another form is about to replace it: the host gets what was typed so far, and nothing after that. */
  freeze(): void {
    this.saveLater.flush();
    this.setEditable(false);
  }

  dispose(): void {
    this.saveViewLater.cancel();
    this.disposed.abort();
  }

  receive(event: Exclude<FormEvent, { event: "restarted" }>): void {
    if (event.event === "phaseChanged") {
      this.submission.receive(event.phase);
    } else {
      this.header.show(event.target);
      this.fields.forgetLists();
      this.checks.ask();
    }
  }

  checked(): DraftToCheck {
    return { arguments: this.fields.collect().values, name: this.name.text };
  }

  filled(): Filled {
    const { unreadable, values } = this.fields.collect();
    this.saveLater.flush();
    return { draft: this.draft(), arguments: values, unreadable };
  }

  showAttempt({ attempted, notice }: Extract<FormPhase, { kind: "editing" }>): void {
    this.findings.attempted = attempted;
    this.findings.refused(notice?.refusals ?? []);
    if (notice !== null && notice.findings !== null) {
      this.findings.found(notice.findings);
      // The warnings may be the only change.
      this.checks.ask();
    }
    this.render();
  }

  showPreview(preview: SchedulePreview | null): void {
    this.preview.show(preview);
  }

  focusFirst(severity: "error"): void {
    this.reveal(severity);
    const [first] = this.findings.fieldsWith(severity);
    if (this.findings.ofName().some((message) => message.severity === severity)) this.name.focus();
    else if (first !== undefined) first.focus();
    else this.general.querySelector("button")?.focus();
  }

  reveal(severity: "error" | "warning"): void {
    const fields = this.findings.fieldsWith(severity);
    for (const field of fields) field.element.closest("details")?.setAttribute("open", "");
    fields[0]?.element.scrollIntoView({ block: "nearest" });
  }

  setEditable(editable: boolean): void {
    this.controls.disabled = !editable;
  }

  render(): void {
    const { isWithoutThread } = this.fields;
    for (const field of this.fields.all) {
      field.say(this.findings.of(field));
      if (field.declaration.withoutThreadOnly === true) {
        field.element.hidden = !isWithoutThread && field.read().kind === "unset";
      }
    }
    this.consequence.show(isWithoutThread, this.fields.text("on_run_completed"));
    this.name.propose(this.fields.text("assistant_id"));
    this.name.say(this.findings.ofName());
    this.general.replaceChildren(...this.findings.general().map((message) => this.generalElement(message)));
    for (const section of this.sections) section.refresh();
  }

  private listen(): void {
    const { signal } = this.disposed;
    document.addEventListener(
      "keydown",
      (event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        this.submission.submit();
      },
      { signal },
    );
    // The page can be unloaded as soon as it is hidden. Both of the document's events reach the window too.
    for (const moment of ["focusout", "visibilitychange", "pagehide"]) {
      window.addEventListener(moment, () => this.saveLater.flush(), { signal });
    }
    for (const moment of ["focusin", "selectionchange", "scroll", "toggle"]) {
      document.addEventListener(moment, this.saveViewLater, { signal, capture: true });
    }
    for (const moment of ["visibilitychange", "pagehide"]) {
      window.addEventListener(moment, () => this.saveView(), { signal });
    }
    listenForUndo((step) => this.fields.takeBack(step), signal);
  }

  private focusStart(): void {
    const empty = this.fields.all.find((field) => field.declaration.required && field.read().kind === "unset");
    (empty ?? this.fields.byName.get("schedule"))?.focus();
  }

  private changed(name: string): void {
    this.findings.changed(name);
    this.changedNames.add(name);
    this.saveLater();
    this.saveViewLater();
    this.refresh();
  }

  private refresh(): void {
    this.render();
    this.checks.ask();
  }

  private generalElement(message: FieldMessage): HTMLElement {
    return messageElement(message, {
      strings: this.state.strings,
      reading: { kind: "unset" },
      place: null,
      onFix: (fix) => this.fields.fix(fix),
    });
  }

  private get details(): readonly HTMLDetailsElement[] {
    return this.sections.map((section) => section.element);
  }

  private saveView(): void {
    this.host.save({ form: this.state.form, view: viewOf(this.details, this.fields.steps()) });
  }

  private draft(): FormDraft {
    return { ...this.fields.draft(), name: this.name.text };
  }

  private save(): void {
    const changed = [...this.changedNames];
    this.changedNames.clear();
    this.host.notify({ notice: "draftChanged", draft: this.draft(), changed });
  }
}

/** Keeps the focused element from being hidden by a bar at the bottom, whatever its height. */
function keepClearOf(bar: HTMLElement): void {
  const room = 12;
  new ResizeObserver(() => {
    document.documentElement.style.scrollPaddingBottom = `${bar.offsetHeight + room}px`;
  }).observe(bar);
}
