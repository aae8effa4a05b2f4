import type { RawArguments } from "../../../core/arguments/cronArguments";
import type { Filled, FormDraft, FormEvent, FormRequests } from "../../../protocol/cronForm";
import type { FormMessage, FormPhase } from "../../../protocol/formPhase";
import { messageKey } from "../../../protocol/messageKey";
import { fileMessage } from "./fileMessage";
import { endNews, keptNews } from "./formNews";
import type { FormPorts, FormSubmission, SubmissionEnd } from "./formPorts";
import { type FormRecord, fixedName, isSameDraft, nameOf } from "./formRecord";
import { formHostTexts } from "./formWords";
import { anotherCron, redirected, sameCron, withoutBase } from "./nextRecord";
import { editing, labels, phaseAfter, phaseOf, plainMessage, type RestingPhase } from "./phaseAfter";
import { type FormDestination, pressRefusal } from "./pressRefusal";
import { progressView, type ShownProgress, shownProgress } from "./progressView";

/** Visible; behind another tab, where its page may be unloaded; or closed. */
export type FormView = "shown" | "hidden" | "closed";

type Submitting = { readonly kind: "submitting"; readonly progress: ShownProgress; readonly cancelling: boolean };
type Phase = RestingPhase | Submitting;

/**
 * One form: its input, its state and its result. However pages, tabs and windows come and go, no input is lost, each
 * result is reported, and nothing is sent to another server than the one the user saw.
 */
export class FormController {
  private phase: Phase;
  private running: AbortController | undefined;
  private view: FormView = "shown";
  private isSaving = false;
  private readonly listeners = new Set<(event: FormEvent) => void>();

  /** `record` may come from an earlier window: a submission that was running there is reported as interrupted. */
  constructor(
    private readonly ports: FormPorts,
    private record: FormRecord,
  ) {
    this.phase = phaseOf(record, ports.words);
  }

  get stored(): FormRecord {
    return this.record;
  }

  get isSubmitting(): boolean {
    return this.phase.kind === "submitting";
  }

  get isClosed(): boolean {
    return this.view === "closed";
  }

  get shownPhase(): FormPhase {
    return this.phase.kind === "submitting"
      ? { ...this.phase, progress: progressView(this.phase.progress, this.ports.now()) }
      : this.phase;
  }

  get destination(): FormDestination {
    const { id, name, url } = this.record.destination;
    const connection = this.ports.connection(id);
    if (connection === undefined) return { kind: "removed", name };
    return connection.url === url ? { kind: "known", connection } : { kind: "moved", connection, from: url };
  }

  onEvent(listener: (event: FormEvent) => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  /** A closed form keeps its draft; a running submission continues. */
  setView(view: FormView): void {
    const closes = view === "closed" && this.view !== "closed";
    this.view = view;
    if (!closes || this.isSubmitting) return;
    if (this.phase.kind === "editing" && this.record.changed) this.ports.tell(keptNews(this.record, this.ports.words));
    else void this.ports.forgetRecord(this.record.form);
  }

  draftChanged(draft: FormDraft, changed: readonly string[]): void {
    // A page may repeat the message that it sent with a button press.
    if (this.phase.kind === "done") return;
    const isSame = isSameDraft(draft, this.record.draft);
    this.takeDraft(draft);
    if (isSame) return;
    if (this.phase.kind !== "editing" || this.phase.notice === null) return;
    // The user has read the message, also about an interrupted submission.
    void this.keep({ submitting: null });
    const refusals = this.phase.notice.refusals.filter(({ path }) => !changed.includes(String(path[0])));
    const rest = refusals.length === 0 ? null : { ...this.phase.notice, lookAt: null, refusals };
    this.enter({ ...this.phase, notice: rest });
  }

  /** Checks and sends, unless that is running or done: pressing twice sends once. Resolves when it has ended. */
  async submit(press: FormRequests["submit"]["params"]): Promise<void> {
    if (this.phase.kind !== "editing" || this.isSaving) return;
    const despite = this.phase.notice?.despite === true;
    this.takeDraft(press.draft);
    const { words } = this.ports;
    const situation = { ...press, isTrusted: this.ports.isTrusted(), destination: this.destination };
    const ready = pressRefusal(situation, words);
    if ("refusal" in ready) {
      this.enter(editing(ready.refusal, true));
      return;
    }
    const isOwn = fixedName(this.record) !== null;
    const name = nameOf(this.record, press.arguments);
    this.running = new AbortController();
    const checking = { message: words.translate(formHostTexts.checking), waitsUntil: null };
    this.enter({ kind: "submitting", progress: checking, cancelling: false });
    const end = await this.send({
      connection: ready.connection,
      name,
      isOwn,
      arguments: press.arguments,
      ...(this.record.base === undefined ? {} : { base: this.record.base }),
      signal: this.running.signal,
      onProgress: (progress) => this.showProgress(shownProgress(progress, words, this.ports.now())),
      accepts: (warnings) => despite || warnings.every((warning) => press.seen.includes(messageKey(warning))),
    });
    await this.finish(end, press.arguments, isOwn);
  }

  cancel(): void {
    if (this.phase.kind !== "submitting") return;
    this.enter({ ...this.phase, cancelling: true });
    this.running?.abort();
  }

  /** Writes the form's own spec file, or a new one, which then belongs to the form. */
  async saveFile(filled: Filled): Promise<void> {
    if (this.phase.kind === "submitting" || this.isSaving) return;
    if (this.phase.kind === "editing") this.takeDraft(filled.draft);
    if (!this.isWhole(filled)) return;
    // The name must not change between writing the file and a submit.
    this.isSaving = true;
    try {
      await this.writeFile(nameOf(this.record, filled.arguments), filled.arguments);
    } finally {
      this.isSaving = false;
    }
  }

  /** Whether all content can be kept elsewhere; if some can't be read, the user is told what, and taken there. */
  isWhole({ unreadable }: Pick<Filled, "unreadable">): boolean {
    if (unreadable.length === 0) return true;
    const { words } = this.ports;
    const text = words.translate(formHostTexts.jsonFirst, { fields: labels(unreadable, words) });
    this.say({ ...plainMessage("error", text), lookAt: "error" });
    return false;
  }

  /** After a submit: changes the same cron again, or creates another one from the same draft. */
  goOn(to: FormRequests["goOn"]["params"]["to"]): void {
    if (this.phase.kind !== "done") return;
    if (to === "anotherCron") void this.ports.forgetRecord(this.record.form);
    void this.become(
      to === "sameCron" ? sameCron(this.record, this.phase.cronId) : anotherCron(this.record, this.ports),
    );
    this.enter(editing(null, false));
    this.emit({ event: "restarted" });
  }

  /** Lets the user choose where the cron goes, if the connection is gone or has another address. */
  async redirect(choose: "chooseConnection" | "acceptAddress"): Promise<void> {
    const { destination } = this;
    const accepted = destination.kind === "moved" ? destination.connection : undefined;
    const connection = choose === "acceptAddress" ? accepted : await this.ports.chooseConnection();
    if (connection === undefined || this.phase.kind !== "editing") return;
    await this.become(redirected(this.record, connection));
    this.enter(editing(null, this.phase.attempted));
    this.emit({ event: "restarted" });
  }

  /** The user knows the cron of this form as it is now; undefined: there is none. */
  see(base: RawArguments | undefined): void {
    void this.become(base === undefined ? withoutBase(this.record) : { ...this.record, base });
  }

  private async send(submission: FormSubmission): Promise<SubmissionEnd> {
    try {
      // Saved before anything is sent, so that a later window knows about it if this one is closed.
      await this.keep({ submitting: this.ports.now(), sentAs: submission.name });
      return await this.ports.submit(submission);
    } catch (failure) {
      return { kind: "failed", message: this.ports.words.failure(failure), action: "showLog" };
    }
  }

  private async finish(end: SubmissionEnd, args: RawArguments, wasOwn: boolean): Promise<void> {
    const { ports } = this;
    const phase = await this.withFile(phaseAfter(end, ports.words, ports.now()), args);
    const mayBeThere = wasOwn || phase.kind === "done" || (end.kind === "outcome" && end.outcome.kind === "open");
    const done = phase.kind === "done" ? { ...phase } : null;
    this.running = undefined;
    const kept = this.keep({ submitting: null, done, ...(mayBeThere ? {} : { sentAs: null }) });
    this.enter(phase);
    if (this.view !== "shown") ports.tell(endNews(phase, this.record, ports.words));
    await kept;
    if (this.view === "closed" && phase.kind === "done") await ports.forgetRecord(this.record.form);
  }

  private async writeFile(name: string, wanted: RawArguments): Promise<void> {
    const { draft, subject } = this.record;
    if (subject.kind === "spec") {
      const answer = await this.ports.updateFile(subject.file, name, { opened: draft.arguments, wanted });
      this.say(fileMessage(subject.file, answer, this.ports.words));
      return;
    }
    const answer = await this.ports.newFile(name, wanted);
    if (answer.kind === "failed") this.say(plainMessage("error", answer.reason));
    if (answer.kind !== "written") return;
    await this.keep({ subject: { kind: "spec", file: answer.file, name } });
    this.emit({ event: "restarted" });
  }

  /** Makes the form's own file say the same as the cron. */
  private async withFile(phase: RestingPhase, wanted: RawArguments): Promise<RestingPhase> {
    const { draft, subject } = this.record;
    if (phase.kind !== "done" || subject.kind !== "spec") return phase;
    const answer = await this.ports.updateFile(subject.file, subject.name, { opened: draft.arguments, wanted });
    const { message, severity } = fileMessage(subject.file, answer, this.ports.words);
    return { ...phase, message: `${phase.message} ${message}`, attention: phase.attention || severity === "error" };
  }

  private say(message: FormMessage): void {
    if (this.phase.kind === "editing") this.enter(editing(message, this.phase.attempted || message.lookAt !== null));
    else this.ports.tell({ kind: "note", message: message.message });
  }

  private showProgress(progress: ShownProgress): void {
    if (this.phase.kind === "submitting") this.enter({ ...this.phase, progress });
  }

  private takeDraft(draft: FormDraft): void {
    const isSame = isSameDraft(draft, this.record.draft);
    if (isSame && draft.proposed === this.record.draft.proposed) return;
    void this.keep(isSame ? { draft } : { draft, changed: true, changedAt: this.ports.now() });
  }

  private keep(change: Partial<FormRecord>): Promise<void> {
    return this.become({ ...this.record, ...change });
  }

  private become(record: FormRecord): Promise<void> {
    this.record = record;
    return this.ports.saveRecord(record);
  }

  private enter(phase: Phase): void {
    this.phase = phase;
    this.emit({ event: "phaseChanged", phase: this.shownPhase });
  }

  private emit(event: FormEvent): void {
    for (const listener of [...this.listeners]) listener(event);
  }
}
