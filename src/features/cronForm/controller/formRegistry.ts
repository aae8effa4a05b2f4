import type { Connection } from "../../../platform/servers/connections/connection";
import type { FormDraft } from "../../../protocol/cronForm";
import { FormController } from "./formController";
import type { FormPorts } from "./formPorts";
import { type FormRecord, newRecord } from "./formRecord";
import { type FormSubject, isSameSubject } from "./formSubject";

export interface FormStart {
  readonly subject: FormSubject;
  readonly connection: Connection;
  readonly draft: FormDraft;
}

/** A form that can be continued. */
export interface OfferedForm {
  readonly record: FormRecord;
  /** Its submission is running behind a closed tab. */
  readonly isSubmitting: boolean;
}

/** One of them; a new form beside them or instead of them; undefined: the user wants no form. */
export type OfferAnswer = OfferedForm | "beside" | "inPlace" | undefined;

export interface RegistryPorts extends FormPorts {
  /** The stored forms, the one that was changed last first. */
  readonly kept: () => readonly FormRecord[];
  readonly read: (form: string) => Promise<FormRecord | undefined>;
  readonly offer: (forms: readonly OfferedForm[]) => Promise<OfferAnswer>;
}

/** The forms of this window, including those whose tab was closed while they were submitting. */
export class FormRegistry {
  private readonly forms = new Set<FormController>();

  constructor(private readonly ports: RegistryPorts) {}

  get all(): readonly FormController[] {
    return [...this.forms];
  }

  /** The form for this subject: an open one, an unfinished one, or a new one. undefined: the user wants none. */
  async open(start: FormStart): Promise<FormController | undefined> {
    const open = this.all.find((form) => !form.isClosed && isAbout(form.stored, start));
    if (open !== undefined) return open;
    const left = this.left(start);
    const chosen = left.length === 0 ? "beside" : await this.ports.offer(left);
    if (chosen === undefined) return undefined;
    if (typeof chosen === "object") return this.goOn(chosen.record.form);
    for (const { record, isSubmitting } of chosen === "inPlace" ? left : []) {
      if (!isSubmitting) await this.ports.forgetRecord(record.form);
    }
    return this.add(this.newRecord(start));
  }

  /** A form that was filled in elsewhere: its draft is the user's, and is kept. Asks nothing. */
  begin(start: FormStart): FormController {
    return this.add({ ...this.newRecord(start), changed: true });
  }

  /** A form by its id, from this window or from the store. undefined: the id is unknown. */
  async goOn(form: string): Promise<FormController | undefined> {
    const live = this.live(form);
    if (live !== undefined) return live;
    const record = await this.ports.read(form);
    // It may have been opened during the read.
    return this.live(form) ?? (record === undefined ? undefined : this.add(record));
  }

  /**
   * The form for a tab of which only its place was kept: VS Code stores what the page says of itself some seconds later
   * than the tab. It is the unfinished one that was changed last. undefined: there is none without a tab.
   */
  async goOnWithLast(): Promise<FormController | undefined> {
    const [last] = this.withoutTab();
    return last === undefined ? undefined : this.goOn(last.form);
  }

  /** A tab was closed. A form that is still submitting stays known. */
  close(form: FormController): void {
    form.setView("closed");
    if (!form.isSubmitting) this.forms.delete(form);
  }

  private newRecord({ connection, draft, subject }: FormStart): FormRecord {
    const [form, suffix] = [this.ports.newId(), this.ports.newSuffix()];
    return newRecord({ form, suffix, subject, draft, changedAt: this.ports.now() }, connection);
  }

  private live(form: string): FormController | undefined {
    return this.all.find(({ stored }) => stored.form === form);
  }

  /** Unfinished forms without a tab that are about the same cron. */
  private left(start: FormStart): readonly OfferedForm[] {
    return this.withoutTab()
      .filter((record) => mayGoOn(record, start))
      .map((record) => ({ record, isSubmitting: this.live(record.form)?.isSubmitting === true }));
  }

  private withoutTab(): readonly FormRecord[] {
    const open = new Set(this.all.filter(({ isClosed }) => !isClosed).map(({ stored }) => stored.form));
    return this.ports.kept().filter((record) => !open.has(record.form) && isUnfinished(record));
  }

  /** Saved for the next window at once, even if nothing is typed. */
  private add(record: FormRecord): FormController {
    const form = new FormController(this.ports, record);
    this.forms.add(form);
    void this.ports.saveRecord(record);
    return form;
  }
}

function isAbout({ destination, subject }: FormRecord, start: FormStart): boolean {
  return destination.id === start.connection.id && isSameSubject(subject, start.subject);
}

function isUnfinished({ changed, done, submitting }: FormRecord): boolean {
  return done === null && (changed || submitting !== null);
}

/** A form for a cron that doesn't exist yet is offered to everyone who creates one. */
function mayGoOn(record: FormRecord, start: FormStart): boolean {
  const makesOne = (subject: FormSubject) => subject.kind === "new" || subject.kind === "copy";
  return isAbout(record, start) || (makesOne(record.subject) && makesOne(start.subject));
}
