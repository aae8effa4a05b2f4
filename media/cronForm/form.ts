import { fillMessage } from "../../src/core/base/message";
import type { InputShape } from "../../src/core/checks/inputShape";
import type {
  CalledValues,
  DraftToCheck,
  Filled,
  FormDraft,
  FormEvent,
  FormState,
  NameAdvice,
} from "../../src/protocol/cronForm";
import type { FieldMessage } from "../../src/protocol/fieldMessage";
import type { FormPhase } from "../../src/protocol/formPhase";
import type { SchedulePreview } from "../../src/protocol/scheduleView";
import { debounce, element, replaceKeepingFocus } from "../shared/dom";
import { ChangesBox } from "./changesBox";
import type { Reading } from "./controls/control";
import { createDetailsToggle } from "./detailsToggle";
import { FieldDocuments, isOfDocument } from "./fieldDocuments";
import { FieldFindings } from "./fieldFindings";
import { FormChecks } from "./formChecks";
import { FormFields } from "./formFields";
import type { Host } from "./host";
import { keepClearOf } from "./keepClearOf";
import { messageElement } from "./messageElement";
import { NameField } from "./nameField";
import { type PageView, savedView, showView, viewOf } from "./pageView";
import { createSections } from "./sections";
import { SubmissionView } from "./submissionView";
import type { SubmittedForm } from "./submittedForm";
import { Summary } from "./summary";
import { createSummaryFolds, type SummaryFolds } from "./summaryFolds";
import { createTargetHeader } from "./targetHeader";
import { listenForUndo } from "./undoKeys";

/** Milliseconds after the last key press before the host gets the draft. */
const savePatience = 150;

/** Draws the form from the host's state, and reports typing and button presses to it. Keeps no state of its own. */
export class CronForm implements SubmittedForm {
  readonly element: HTMLElement;
  readonly findings: FieldFindings;
  readonly changes: ChangesBox | undefined;
  private readonly fields: FormFields;
  private readonly documents: FieldDocuments;
  private readonly name: NameField;
  private readonly sections: ReturnType<typeof createSections>;
  private readonly submission: SubmissionView;
  private readonly header: ReturnType<typeof createTargetHeader>;
  private readonly summary: Summary;
  private readonly folds: SummaryFolds;
  /** What stands in place of the questions once they are answered. */
  private readonly card = element("section", { class: "card", hidden: true });
  private readonly details: ReturnType<typeof createDetailsToggle>;
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
    const openDocument = (name: string) => this.documents.open(name);
    this.fields = new FormFields(state, host, (name) => this.changed(name), openDocument, this.view?.steps ?? {});
    this.documents = new FieldDocuments(this.fields, host, state.documents);
    this.findings = new FieldFindings(this.fields.byName);
    this.name = new NameField(state, () => this.changed("name"), this.view?.steps.name);
    this.sections = createSections(state, this.fields.all);
    const { kind } = state.subject;
    this.changes =
      kind === "cron" || kind === "spec"
        ? new ChangesBox(strings, {
            fix: (changes) => this.fields.fix({ label: "", changes }),
            settle: (settled) => void host.ask("settle", settled).then(() => this.checks.ask()),
            focus: (name) => this.fields.byName.get(name)?.focus(),
          })
        : undefined;
    this.checks = new FormChecks(this, host, this.disposed.signal);
    this.header = createTargetHeader(state, (action) => this.submission.act(action));
    this.submission = new SubmissionView(state, host, this);
    this.folds = createSummaryFolds(state, host, this, this.submission);
    this.summary = new Summary(state, this.submission.footer, this.disposed.signal, this.folds);
    if (this.changes !== undefined) {
      this.summary.prepend(this.changes.element);
      this.submission.footer.prepend(this.changes.sign);
    }
    this.controls = element("fieldset", {}, this.name.element, this.general, ...this.sections.elements);
    const questions = element("div", { class: "questions" }, this.header.element, this.controls, this.card);
    this.element = element("main", {}, questions, this.summary.element);
    this.details = createDetailsToggle(strings, (isOn) => this.element.classList.toggle("withDetails", isOn));
    this.header.element.append(this.details.element);
    this.listen();
  }

  /** Called once the form is in the page: shows its state, and focuses the field where typing starts. */
  start(): void {
    keepClearOf(this.submission.footer);
    this.showTarget(this.state.target);
    this.refresh();
    this.details.set(this.view?.details === true);
    if (this.view === undefined) this.focusStart();
    else showView(this.view, this.foldable);
    void this.proposeAssistant();
    this.submission.receive(this.state.phase);
    this.folds.trying.show(this.state.trying);
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
    if (event.event === "templateWanted") {
      this.submission.attempt(this.filled().then((filled) => this.host.ask("saveTemplate", filled)));
      return;
    }
    if (event.event === "tryChanged") {
      this.folds.trying.show(event.trying);
      return;
    }
    if (isOfDocument(event)) {
      this.documents.receive(event);
      return;
    }
    if (event.event === "phaseChanged") this.submission.receive(event.phase);
    if (event.event !== "targetChanged") {
      this.checks.ask();
    } else {
      this.showTarget(event.target);
      this.showSummary();
      this.fields.forgetLists();
      this.checks.askAnew();
    }
  }

  takeInputShape(shape: InputShape | null): void {
    this.fields.takeInputShape(shape);
  }

  takeCalled(called: CalledValues): void {
    this.fields.takeCalled(called);
    this.showSummary();
  }

  checked(): DraftToCheck {
    return { arguments: this.fields.collect().values, name: this.name.typed };
  }

  async filled(): Promise<Filled> {
    await this.documents.save();
    this.saveLater.flush();
    const { unreadable, values } = this.fields.collect();
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

  showName(advice: NameAdvice): void {
    if (this.name.advise(advice)) this.saveLater();
    this.showSummary();
  }

  showPreview(preview: SchedulePreview | null): void {
    this.summary.showPreview(preview);
    this.fields.byName.get("schedule")?.previewed(preview);
  }

  focusFirst(severity: "error"): void {
    this.reveal(severity);
    const [first] = this.findings.fieldsWith(severity);
    if (this.findings.ofName().some((message) => message.severity === severity)) this.name.focus();
    else if (first !== undefined) first.focus();
    else this.focusGeneral();
  }

  reveal(severity: "error" | "warning"): void {
    const fields = this.findings.fieldsWith(severity);
    for (const field of fields) field.element.closest("details")?.setAttribute("open", "");
    fields[0]?.element.scrollIntoView({ block: "nearest" });
  }

  revealChanges(): void {
    this.changes?.revealSoon();
  }

  setEditable(editable: boolean): void {
    this.controls.disabled = !editable;
    this.folds.trying.setEditable(editable);
  }

  setDone(): void {
    const { strings, target } = this.state;
    const title = fillMessage(strings.doneTitle, { name: this.name.name, server: target.connectionName });
    this.card.replaceChildren(element("h2", {}, title), this.submission.footer);
    this.card.hidden = false;
    this.header.nameCron(this.name.name);
    this.details.element.hidden = true;
    this.controls.hidden = true;
  }

  render(): void {
    for (const field of this.fields.all) {
      field.say(this.findings.of(field));
      field.element.hidden = this.fields.isDormant(field);
    }
    this.name.say(this.findings.ofName());
    this.renderGeneral();
    for (const fold of this.sections.folds) fold.refresh();
    this.showSummary();
  }

  private showSummary(): void {
    this.summary.show(this.name, this.fields, this.findings, () => this.focusGeneral());
  }

  private focusGeneral(): void {
    this.general.querySelector("button")?.focus();
  }

  private showTarget(target: FormState["target"]): void {
    this.header.show(target);
    this.summary.showTarget(target);
    document.body.classList.toggle("onProduction", target.production);
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
    listenForUndo((step) => this.name.takeBack(step) || this.fields.takeBack(step), signal);
  }

  /** A form for a new cron names the usual assistant; who is choosing another, or is elsewhere by then, keeps the focus. */
  private async proposeAssistant(): Promise<void> {
    const { phase, subject } = this.state;
    if (subject.kind !== "new" || phase.kind !== "editing") return;
    const begun = document.activeElement;
    const isProposed = await this.fields.proposeAssistant();
    if (isProposed && this.view === undefined && document.activeElement === begun) this.focusStart();
  }

  private focusStart(): void {
    const isEmpty = (reading: Reading) =>
      reading.kind === "unset" || (reading.kind === "value" && reading.value === "");
    const empty = this.fields.all.find((field) => field.declaration.required && isEmpty(field.read()));
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

  /** A removed key takes its button along: then the title has the focus, from where the removal can be undone. */
  private renderGeneral(): void {
    const hadFocus = this.general.contains(document.activeElement);
    replaceKeepingFocus(this.general, ...this.findings.general().map((message) => this.generalElement(message)));
    if (hadFocus && document.activeElement === document.body) this.header.focus();
  }

  private generalElement(message: FieldMessage): HTMLElement {
    return messageElement(message, {
      strings: this.state.strings,
      reading: { kind: "unset" },
      place: null,
      onFix: (fix) => this.fields.fix(fix),
    });
  }

  private get foldable(): readonly HTMLDetailsElement[] {
    const { request, trying } = this.folds;
    return [...this.sections.folds, request, trying].map((fold) => fold.element);
  }

  private saveView(): void {
    const steps = { ...this.fields.steps(), ...this.name.steps() };
    const rest = { details: this.details.isOn, steps };
    this.host.save({ form: this.state.form, view: viewOf(this.foldable, rest) });
  }

  private draft(): FormDraft {
    return {
      ...this.fields.draft({ isNamed: this.name.typed !== "" }),
      name: this.name.typed,
      proposed: this.name.proposed,
    };
  }

  private save(): void {
    const changed = [...this.changedNames];
    this.changedNames.clear();
    this.host.notify({ notice: "draftChanged", draft: this.draft(), changed });
    this.documents.tellChanges();
  }
}
