import type { ParameterName, RawArguments } from "../../src/core/arguments/cronArguments";
import type { JsonValue } from "../../src/core/base/json";
import type { InputShape } from "../../src/core/checks/inputShape";
import type { ChangesView } from "../../src/protocol/changesView";
import type { CalledValues, DraftToCheck, NameAdvice } from "../../src/protocol/cronForm";
import type { FieldMessage } from "../../src/protocol/fieldMessage";
import type { SchedulePreview } from "../../src/protocol/scheduleView";
import { debounce, type Latest, latest, throttle } from "../shared/dom";
import type { ChangesBox } from "./changesBox";
import type { FieldFindings } from "./fieldFindings";
import type { Host } from "./host";

/** Milliseconds after the last key press before the host is asked; for a preview, between two that it is asked for. */
const patience = { name: 60, preview: 60, check: 150, checkOnServer: 500 } as const;

/** What an answer depends on, where that is little. The rest is not sent along: an input may be large. */
const ofRuns: readonly ParameterName[] = ["schedule", "timezone", "end_time", "enabled"];
const ofName: readonly ParameterName[] = ["assistant_id", "schedule"];

/** Milliseconds after which “in 6 h” is told anew. */
const minute = 60_000;

interface CheckedForm {
  readonly findings: FieldFindings;
  checked(): DraftToCheck;
  render(): void;
  showName(advice: NameAdvice): void;
  takeCalled(called: CalledValues): void;
  takeInputShape(shape: InputShape | null): void;
  showPreview(preview: SchedulePreview | null): void;
  /** Where it shows what it changes; undefined: it makes a new cron. */
  readonly changes: ChangesBox | undefined;
}

/** Asks the host about the content of the form, at or some time after each change. Late answers are dropped. */
export class FormChecks {
  /** The assistant whose input was asked for last. */
  private shapeOf: JsonValue | undefined;
  /** The ids whose meaning was asked for last. */
  private calledOf = "";
  private readonly later: readonly (() => void)[];
  private readonly previewed: Latest<SchedulePreview | null>;

  /** `signal`: the form is gone. */
  constructor(form: CheckedForm, host: Host, signal: AbortSignal) {
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
    this.previewed = latest<SchedulePreview | null>(
      (preview) => form.showPreview(preview),
      () => form.showPreview(null),
    );
    const shaped = latest<InputShape | null>((shape) => form.takeInputShape(shape), trouble("inputShape"));
    const called = latest<CalledValues>((values) => form.takeCalled(values), trouble("called"));
    const compared = latest<ChangesView | null>((view) => form.changes?.show(view), trouble("changes"));
    const preview = throttle(() => {
      const raw = partOf(form.checked().arguments, ofRuns);
      const isIdle = raw.schedule === undefined || raw.schedule === "";
      void this.previewed.take(isIdle ? Promise.resolve(null) : host.ask("preview", { arguments: raw }));
    }, patience.preview);
    const timer = window.setInterval(preview, minute);
    signal.addEventListener("abort", () => window.clearInterval(timer));
    this.later = [
      debounce(() => {
        const { arguments: raw, name } = form.checked();
        void named.take(host.ask("name", { arguments: partOf(raw, ofName), name }));
      }, patience.name),
      debounce(() => void found.take(host.ask("check", form.checked())), patience.check),
      debounce(() => {
        const { assistant_id: assistant } = form.checked().arguments;
        if (assistant === this.shapeOf) return;
        this.shapeOf = assistant;
        void shaped.take(host.ask("inputShape", { assistant: textOf(assistant) }));
      }, patience.check),
      debounce(() => {
        const { assistant_id: assistant, thread_id: thread } = form.checked().arguments;
        const ids = { assistant_id: textOf(assistant), thread_id: textOf(thread) };
        const key = JSON.stringify(ids);
        if (key === this.calledOf) return;
        this.calledOf = key;
        void called.take(host.ask("called", ids));
      }, patience.check),
      debounce(() => void foundOnServer.take(host.ask("checkOnServer", form.checked())), patience.checkOnServer),
      debounce(() => {
        if (form.changes !== undefined)
          void compared.take(host.ask("changes", { arguments: form.checked().arguments }));
      }, patience.check),
      preview,
    ];
  }

  /** The server may say something else than before. */
  askAnew(): void {
    this.shapeOf = undefined;
    this.calledOf = "";
    this.ask();
  }

  /** Call it when something may have changed. */
  ask(): void {
    // What is still to come is about another schedule, and would stand in the guide beside this one.
    this.previewed.drop();
    for (const later of this.later) later();
  }
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}

function partOf(raw: RawArguments, names: readonly ParameterName[]): RawArguments {
  return Object.fromEntries(names.flatMap((name) => (raw[name] === undefined ? [] : [[name, raw[name]]])));
}
