import type { JsonValue } from "../../src/core/json";
import type { RawArguments } from "../../src/core/spec/cronArguments";
import type { Choices, FieldMessage, FormEvent, FormState, SchedulePreview } from "../../src/protocol/cronForm";
import { debounce, element, latest } from "./dom";
import { Field } from "./field";
import { FieldFindings } from "./fieldFindings";
import type { Host } from "./host";
import { messageElement } from "./messageElement";
import { createPreviewPanel } from "./schedulePreview";
import { createSection } from "./sections";
import { Submission } from "./submission";
import type { Collected, SubmittedForm } from "./submittedForm";
import { createTargetHeader } from "./targetHeader";

/** Milliseconds after the last key before the host is asked. */
const patience = { preview: 60, check: 150, save: 150 } as const;

/** The whole form: one field for each declared parameter, and what is known about them together. */
export class CronForm implements SubmittedForm {
  readonly element: HTMLElement;
  private readonly fields: ReadonlyMap<string, Field>;
  private readonly sections: readonly ReturnType<typeof createSection>[];
  private readonly submission: Submission;
  private readonly header: ReturnType<typeof createTargetHeader>;
  private readonly preview: ReturnType<typeof createPreviewPanel>;
  private readonly controls: HTMLFieldSetElement;
  /** About keys that no field shows, and about the cron as a whole. */
  private readonly general = element("ul", { class: "messages", "aria-live": "polite" });
  /** What the form was opened with; keys that no field shows go along until the user removes them. */
  private given: RawArguments;
  readonly findings: FieldFindings;
  private assistants: Promise<Choices> | undefined;

  private readonly saveLater = debounce(() => this.save(), patience.save);
  private readonly checkLater = debounce(
    () => void this.receivedFindings.take(this.host.ask("check", { arguments: this.collect().arguments })),
    patience.check,
  );
  private readonly previewLater = debounce(() => this.askPreview(), patience.preview);
  private readonly receivedFindings = latest<readonly FieldMessage[]>(
    (messages) => this.showFindings(messages),
    (failure) => this.host.notify({ notice: "trouble", what: `check: ${String(failure)}` }),
  );
  private readonly receivedPreview: ReturnType<typeof latest<SchedulePreview | null>>;

  constructor(
    private readonly state: FormState,
    private readonly host: Host,
  ) {
    const { strings, draft } = state;
    this.given = draft.arguments;
    this.fields = new Map(state.fields.map((field) => [field.name, this.createField(field)]));
    this.findings = new FieldFindings(this.fields);
    const fieldsOf = (id: string) => [...this.fields.values()].filter(({ declaration }) => declaration.section === id);
    this.sections = state.sections.map((section) => createSection(section, fieldsOf(section.id), strings));
    this.preview = createPreviewPanel(strings);
    this.receivedPreview = latest(
      (preview) => this.preview.show(preview),
      () => this.preview.show(null),
    );
    this.fields.get("timezone")?.element.after(this.preview.element);
    this.header = createTargetHeader(state, (action) => void this.submission.act(action));
    this.header.show(state.target);
    this.submission = new Submission(state, host, this);
    this.controls = element("fieldset", {}, this.general, ...this.sections.map((section) => section.element));
    this.element = element("main", {}, this.header.element, this.controls, this.submission.footer);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        void this.submission.submit();
      }
    });
    // The page may be gone the moment it is hidden. Both of the document's events reach the window too.
    for (const moment of ["focusout", "visibilitychange", "pagehide"]) {
      window.addEventListener(moment, () => this.saveLater.flush());
    }
    this.refresh();
  }

  receive(event: FormEvent): void {
    if (event.event === "step") {
      this.submission.receive(event);
    } else {
      this.header.show(event.target);
      this.assistants = undefined;
    }
  }

  focusStart(): void {
    const empty = [...this.fields.values()].find(
      (field) => field.declaration.required && field.read().kind === "unset",
    );
    (empty ?? this.fields.get("schedule"))?.focus();
  }

  collect(): Collected {
    const values: Record<string, JsonValue> = Object.fromEntries(
      Object.entries(this.given).filter(([name]) => !this.fields.has(name)),
    );
    const unreadable: Field[] = [];
    for (const [name, field] of this.fields) {
      const reading = field.read();
      if (reading.kind === "value") {
        values[name] = reading.value;
      } else if (reading.kind === "unreadable") {
        unreadable.push(field);
      }
    }
    return { arguments: values, unreadable };
  }

  attempted(): void {
    this.findings.attempted = true;
    this.render();
  }

  startAnew(): void {
    this.findings.attempted = false;
    this.refresh();
  }

  showFindings(messages: readonly FieldMessage[]): void {
    this.findings.found(messages);
    this.render();
  }

  showRefusal(messages: readonly FieldMessage[]): void {
    this.findings.refused(messages);
    this.render();
  }

  focusFirst(severity: "error" | "warning"): void {
    this.reveal(severity);
    const [first] = this.findings.fieldsWith(severity);
    if (first !== undefined) {
      first.focus();
    } else {
      this.general.querySelector("button")?.focus();
    }
  }

  reveal(severity: "error" | "warning"): void {
    const fields = this.findings.fieldsWith(severity);
    for (const field of fields) {
      field.element.closest("details")?.setAttribute("open", "");
    }
    fields[0]?.element.scrollIntoView({ block: "nearest" });
  }

  setEditable(editable: boolean): void {
    this.controls.disabled = !editable;
  }

  private createField(field: FormState["fields"][number]): Field {
    const { draft, strings, localZone } = this.state;
    return new Field({
      field,
      strings,
      localZone,
      argument: Object.hasOwn(draft.arguments, field.name) ? draft.arguments[field.name] : undefined,
      typed: Object.hasOwn(draft.typed, field.name) ? draft.typed[field.name] : undefined,
      onChange: () => this.changed(field.name),
      assistants: () => (this.assistants ??= this.host.ask("assistants", null)),
      threads: (search) => this.host.ask("threads", { search }),
      nodes: () => this.host.ask("nodes", { assistant: this.text("assistant_id") }),
      now: () => Date.now(),
    });
  }

  private changed(name: string): void {
    this.findings.changed(name);
    this.submission.edited();
    this.saveLater();
    this.refresh();
  }

  private refresh(): void {
    this.render();
    this.checkLater();
    this.previewLater();
  }

  private askPreview(): void {
    const schedule = this.text("schedule");
    const timezone = this.text("timezone");
    void this.receivedPreview.take(
      schedule === ""
        ? Promise.resolve(null)
        : this.host.ask("preview", { schedule, timezone: timezone === "" ? null : timezone }),
    );
  }

  /** A field's value where it is text; else nothing. */
  private text(name: string): string {
    const reading = this.fields.get(name)?.read();
    return reading?.kind === "value" && typeof reading.value === "string" ? reading.value : "";
  }

  private render(): void {
    for (const field of this.fields.values()) {
      field.say(this.findings.of(field));
      if (field.declaration.withoutThreadOnly === true) {
        const thread = this.fields.get("thread_id")?.read();
        const without = thread?.kind === "value" && thread.value === null;
        field.element.hidden = !without && field.read().kind === "unset";
      }
    }
    this.general.replaceChildren(...this.findings.general().map((message) => this.generalElement(message)));
    for (const section of this.sections) {
      section.refresh();
    }
  }

  private generalElement(message: FieldMessage): HTMLElement {
    return messageElement(message, {
      strings: this.state.strings,
      reading: { kind: "unset" },
      place: null,
      onFix: () => this.mendGiven(String(message.path[0] ?? ""), message.fix),
    });
  }

  /** Removes a key that no field shows, or gives its value to the field that was meant. */
  private mendGiven(key: string, fix: FieldMessage["fix"]): void {
    const { [key]: value, ...others } = this.given;
    this.given = fix?.value === undefined ? others : { ...others, [key]: fix.value };
    if (fix?.rename !== undefined && value !== undefined) {
      this.fields.get(fix.rename)?.accept(value);
    }
    this.changed(key);
  }

  private save(): void {
    const touched = [...this.fields.values()].filter((field) => field.touched);
    const typed = Object.fromEntries(touched.map((field) => [field.declaration.name, field.state()]));
    const draft = { arguments: this.given, typed };
    this.host.notify({ notice: "draftChanged", draft });
    this.host.save({ connection: this.state.connection, specName: this.state.specName, draft });
  }
}
