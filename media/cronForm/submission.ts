import { fillMessage } from "../../src/core/fillMessage";
import type { FailureAction, FormEvent, FormState, SubmitReply } from "../../src/protocol/cronForm";
import { messageKey } from "./fieldFindings";
import { createFooter, type Notice, type Phase } from "./footer";
import type { Host } from "./host";
import type { SubmittedForm } from "./submittedForm";

/** Takes the form from what was typed to a cron, and the user through what may come between. */
export class Submission {
  readonly footer: ReturnType<typeof createFooter>["element"];
  private readonly show: (phase: Phase) => void;
  private phase: Phase = editing(null);

  constructor(
    private readonly state: FormState,
    private readonly host: Host,
    private readonly form: SubmittedForm,
  ) {
    const footer = createFooter(state, {
      submit: () => void this.submit(),
      cancel: () => void this.cancel(),
      saveAsSpec: () => void this.saveAsSpec(),
      reveal: (cronId) => void this.attempt(() => host.ask("revealCron", { cronId })),
      another: () => this.startAnew(),
      act: (action) => void this.act(action),
    });
    this.footer = footer.element;
    this.show = footer.show;
  }

  /** What a message offers to do about a failure. */
  act(action: FailureAction): Promise<void> {
    return this.attempt(() => this.host.ask("act", { action }));
  }

  /** Something was changed: what was said about the last attempt no longer holds. */
  edited(): void {
    if (this.phase.kind === "editing" && (this.phase.notice !== null || this.phase.despiteWarnings)) {
      this.enter(editing(null));
    }
  }

  receive({ step }: Extract<FormEvent, { event: "step" }>): void {
    if (this.phase.kind === "submitting") {
      this.enter({ ...this.phase, progress: this.state.strings[`step.${step}`] });
    }
  }

  /** Checks and sends, unless that is under way or done: pressing twice sends once. */
  async submit(): Promise<void> {
    if (this.phase.kind !== "editing") {
      return;
    }
    const { despiteWarnings } = this.phase;
    const known = this.form.findings.visible();
    const collected = this.form.collect();
    this.form.attempted();
    if (collected.unreadable.length > 0) {
      this.refuse();
      return;
    }
    this.enter({ kind: "checking" });
    await this.attempt(async () => {
      const messages = await this.host.ask("check", { arguments: collected.arguments });
      this.form.showFindings(messages);
      const unseen = messages.some((message) => message.severity === "warning" && !known.has(messageKey(message)));
      if (messages.some(({ severity }) => severity === "error")) {
        this.refuse();
      } else if (unseen && !despiteWarnings) {
        this.warn();
      } else {
        this.enter({ kind: "submitting", progress: this.state.strings["step.creating"], cancelling: false });
        this.finish(await this.host.ask("submit", { arguments: collected.arguments }));
      }
    });
  }

  private finish(reply: SubmitReply): void {
    const { strings } = this.state;
    switch (reply.kind) {
      case "done":
      case "paused":
        this.enter({
          kind: "done",
          cronId: reply.cronId,
          message: reply.message,
          paused: reply.kind === "paused",
        });
        return;
      case "refused":
        this.form.showRefusal(reply.messages);
        this.refuse();
        return;
      case "failed":
        this.enter(editing({ severity: "error", message: reply.message, action: reply.action }));
        return;
      case "cancelled":
        this.enter(editing({ severity: "info", message: strings.cancelled, action: null }));
        return;
    }
  }

  private refuse(): void {
    const fields = this.form.findings.names("error");
    this.enter(
      editing({
        severity: "error",
        message: fillMessage(this.state.strings.lookAtErrors, { fields }),
        action: null,
      }),
    );
    this.form.focusFirst("error");
  }

  private warn(): void {
    const message = fillMessage(this.state.strings.lookAtWarnings, { fields: this.form.findings.names("warning") });
    this.enter({ kind: "editing", notice: { severity: "warning", message, action: null }, despiteWarnings: true });
    this.form.reveal("warning");
  }

  private async saveAsSpec(): Promise<void> {
    if (this.phase.kind !== "editing") {
      return;
    }
    const collected = this.form.collect();
    if (collected.unreadable.length > 0) {
      this.form.attempted();
      const message = fillMessage(this.state.strings.jsonFirst, { fields: this.form.findings.names("error") });
      this.enter(editing({ severity: "error", message, action: null }));
      this.form.focusFirst("error");
      return;
    }
    await this.attempt(() => this.host.ask("saveAsSpec", { arguments: collected.arguments }));
  }

  private async cancel(): Promise<void> {
    if (this.phase.kind === "submitting" && !this.phase.cancelling) {
      this.enter({ ...this.phase, cancelling: true });
      await this.host.ask("cancelSubmit", null).catch(() => undefined);
    }
  }

  private startAnew(): void {
    this.form.startAnew();
    this.enter(editing(null));
  }

  /** A request that got no answer ends whatever was under way, and nothing that was typed is lost. */
  private async attempt(request: () => Promise<unknown>): Promise<void> {
    try {
      await request();
    } catch (failure) {
      const reason = failure instanceof Error ? failure.message : String(failure);
      const message = fillMessage(this.state.strings.unasked, { reason });
      this.enter(editing({ severity: "error", message, action: "showLog" }));
    }
  }

  private enter(phase: Phase): void {
    this.phase = phase;
    this.form.setEditable(phase.kind === "editing");
    this.show(phase);
  }
}

function editing(notice: Notice | null): Phase {
  return { kind: "editing", notice, despiteWarnings: false };
}
