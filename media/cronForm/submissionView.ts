import { fillMessage } from "../../src/core/base/message";
import type { FormState } from "../../src/protocol/cronForm";
import type { FailureAction, FormPhase } from "../../src/protocol/formPhase";
import { createFooter, type Footer } from "./footer";
import type { Host } from "./host";
import type { SubmittedForm } from "./submittedForm";

/** Shows the state of the submission, and passes button presses to the host, which alone decides what happens. */
export class SubmissionView {
  private readonly bar: Footer;
  private phase: FormPhase;

  constructor(
    private readonly state: FormState,
    private readonly host: Host,
    private readonly form: SubmittedForm,
  ) {
    this.phase = state.phase;
    this.bar = createFooter(state, {
      submit: () => this.submit(),
      cancel: () => this.attempt(host.ask("cancelSubmit", null)),
      background: () => this.attempt(host.ask("finishInBackground", null)),
      saveFile: () => this.saveFile(),
      reveal: () => this.attempt(host.ask("revealCron", null)),
      runNow: () => this.attempt(host.ask("runCron", null)),
      openFile: () => this.attempt(host.ask("openFile", null)),
      goOn: (to) => this.attempt(host.ask("goOn", { to })),
      act: (action) => this.act(action),
    });
  }

  get footer(): HTMLElement {
    return this.bar.element;
  }

  /** Does what a message offers after a failure. */
  act(action: FailureAction): void {
    this.attempt(this.host.ask("act", { action }));
  }

  submit(): void {
    if (this.phase.kind !== "editing") return;
    // Read before the form changes: only what is on the screen now has been read.
    const seen = [...this.form.findings.visible()];
    this.attempt(this.form.filled().then((filled) => this.host.ask("submit", { ...filled, seen })));
  }

  receive(phase: FormPhase): void {
    this.phase = phase;
    this.form.setEditable(phase.kind === "editing");
    if (phase.kind === "editing") this.form.showAttempt(phase);
    if (phase.kind === "done") this.form.setDone();
    this.bar.show(phase);
    const lookAt = phase.kind === "editing" ? phase.notice?.lookAt : undefined;
    if (lookAt === "error") this.form.focusFirst("error");
    if (lookAt === "warning") this.form.reveal("warning");
    if (lookAt === "changes") this.form.revealChanges();
  }

  private saveFile(): void {
    this.attempt(this.form.filled().then((filled) => this.host.ask("saveFile", filled)));
  }

  /** A request without an answer changes nothing, and nothing that was typed is lost. */
  attempt(request: Promise<unknown>): void {
    request.catch((failure: unknown) => {
      const reason = failure instanceof Error ? failure.message : String(failure);
      const message = fillMessage(this.state.strings.unasked, { reason });
      const said = { severity: "error", message, action: "showLog" } as const;
      const notice = { ...said, findings: null, refusals: [], lookAt: null, despite: false };
      if (this.phase.kind === "editing") this.bar.show({ ...this.phase, notice });
    });
  }
}
