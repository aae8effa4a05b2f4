import type { DraftToCheck, FieldMessage, NameAdvice, SchedulePreview } from "../../src/protocol/cronForm";
import { debounce, latest } from "../shared/dom";
import type { FieldFindings } from "./fieldFindings";
import type { Host } from "./host";

/** Milliseconds after the last key press before the host is asked. */
const patience = { preview: 60, check: 150, checkOnServer: 500 } as const;

interface CheckedForm {
  readonly findings: FieldFindings;
  checked(): DraftToCheck;
  render(): void;
  showName(advice: NameAdvice): void;
  showPreview(preview: SchedulePreview | null): void;
}

/** Asks the host about the content of the form, some time after each change. Late answers are dropped. */
export class FormChecks {
  private readonly later: readonly ReturnType<typeof debounce>[];

  constructor(form: CheckedForm, host: Host) {
    const trouble = (what: string) => (failure: unknown) =>
      host.notify({ notice: "trouble", what: `${what}: ${String(failure)}` });
    const found = latest<readonly FieldMessage[]>((messages) => {
      form.findings.found(messages);
      form.render();
    }, trouble("check"));
    const foundOnServer = latest<readonly FieldMessage[]>((messages) => {
      form.findings.foundOnServer(messages);
      form.render();
    }, trouble("checkOnServer"));
    const named = latest<NameAdvice>((advice) => form.showName(advice), trouble("name"));
    const previewed = latest<SchedulePreview | null>(
      (preview) => form.showPreview(preview),
      () => form.showPreview(null),
    );
    this.later = [
      debounce(() => {
        void named.take(host.ask("name", form.checked()));
        void found.take(host.ask("check", form.checked()));
      }, patience.check),
      debounce(() => void foundOnServer.take(host.ask("checkOnServer", form.checked())), patience.checkOnServer),
      debounce(() => {
        const { arguments: raw } = form.checked();
        const isIdle = raw.schedule === undefined || raw.schedule === "";
        void previewed.take(isIdle ? Promise.resolve(null) : host.ask("preview", { arguments: raw }));
      }, patience.preview),
    ];
  }

  /** Call it when something may have changed. */
  ask(): void {
    for (const later of this.later) later();
  }
}
