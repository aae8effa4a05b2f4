import type { RawArguments } from "../../../../../src/core/arguments/cronArguments";
import type { SubmitOutcome } from "../../../../../src/core/lifecycle/submission/submission";
import { FormController } from "../../../../../src/features/cronForm/controller/formController";
import type {
  FileAnswer,
  FormChange,
  FormNews,
  FormPorts,
  FormSubmission,
  SubmissionEnd,
} from "../../../../../src/features/cronForm/controller/formPorts";
import { type FormRecord, newRecord } from "../../../../../src/features/cronForm/controller/formRecord";
import type { FormSubject } from "../../../../../src/features/cronForm/controller/formSubject";
import type { FormDraft, FormEvent } from "../../../../../src/protocol/cronForm";
import { cronWith } from "../../../../fixtures/cronWith";
import { connectionTo, englishWords } from "../../../../support/formParts";

const soundArguments: RawArguments = {
  thread_id: null,
  assistant_id: "agent",
  schedule: "0 9 * * *",
  input: {},
};

interface OpenSubmission {
  readonly submission: FormSubmission;
  readonly end: (end: SubmissionEnd) => Promise<void>;
}

export const created: SubmissionEnd = {
  kind: "outcome",
  outcome: { kind: "created", cron: cronWith({ cron_id: "c1" }), pausedFirst: true, notTaken: [], took: "own" },
};

export const outcome = (of: SubmitOutcome): SubmissionEnd => ({ kind: "outcome", outcome: of });

/** Everything around forms: connections, the workspace's state, what is sent and what the user is told. */
export class FormWorld implements FormPorts {
  clock = Date.parse("2026-11-24T10:20:00Z");
  trusted = true;
  readonly connections = new Map(["dev", "prod"].map((id) => [id, connectionTo(id)]));
  /** What workspace state holds: text, as it is stored. */
  readonly stored = new Map<string, string>();
  readonly submissions: OpenSubmission[] = [];
  readonly news: FormNews[] = [];
  readonly files: { readonly file: string; readonly name: string; readonly args: RawArguments }[] = [];
  chosen: string | undefined;
  fileAnswer: FileAnswer | undefined;
  private ids = 0;

  readonly words = englishWords;
  readonly now = () => this.clock;
  readonly newId = () => `form-${++this.ids}`;
  readonly newSuffix = () => `s${++this.ids}`;
  readonly isTrusted = () => this.trusted;
  readonly connection = (id: string) => this.connections.get(id);
  readonly chooseConnection = async () => this.connections.get(this.chosen ?? "");
  readonly tell = (news: FormNews) => void this.news.push(news);

  readonly submit = (submission: FormSubmission) =>
    new Promise<SubmissionEnd>((resolve) => {
      const end = async (ended: SubmissionEnd) => {
        resolve(ended);
        await settle();
      };
      this.submissions.push({ submission, end });
    });

  readonly updateFile = async (file: string, name: string, { wanted }: FormChange): Promise<FileAnswer> => {
    this.files.push({ file, name, args: wanted });
    return this.fileAnswer ?? { kind: "written", file };
  };

  readonly newFile = (name: string, args: RawArguments) =>
    this.updateFile(`file:///ws/${name}.cron.json`, name, { opened: {}, wanted: args });

  readonly saveRecord = async (record: FormRecord) => {
    this.stored.set(record.form, JSON.stringify(record));
  };

  readonly forgetRecord = async (form: string) => {
    this.stored.delete(form);
  };

  open(subject: FormSubject = { kind: "new" }, connection = "dev"): OpenedForm {
    const draft: FormDraft = { arguments: soundArguments, typed: {}, name: "" };
    const start = { form: this.newId(), suffix: this.newSuffix(), subject, draft, changedAt: this.clock };
    return new OpenedForm(this, newRecord(start, this.connections.get(connection) ?? connectionTo(connection)));
  }

  /** What a new window finds of a form. */
  restored(form: string): OpenedForm {
    return new OpenedForm(this, JSON.parse(this.stored.get(form) ?? "null") as FormRecord);
  }
}

/** A form, and the page that shows it. */
export class OpenedForm {
  readonly controller: FormController;
  readonly events: FormEvent[] = [];
  typed: Readonly<Record<string, string>>;

  constructor(world: FormWorld, record: FormRecord) {
    this.controller = new FormController(world, record);
    this.typed = record.draft.typed as Readonly<Record<string, string>>;
    this.controller.onEvent((event) => this.events.push(event));
  }

  get phase() {
    return this.controller.shownPhase;
  }

  get form(): string {
    return this.controller.stored.form;
  }

  draft(name = this.controller.stored.draft.name): FormDraft {
    return { ...this.controller.stored.draft, typed: this.typed, name };
  }

  type(parameter: string, text: string): void {
    this.typed = { ...this.typed, [parameter]: text };
    this.controller.draftChanged(this.draft(), [parameter]);
  }

  filled(name?: string) {
    return { draft: this.draft(name), arguments: { ...soundArguments, ...this.typed }, unreadable: [], seen: [] };
  }

  /** Presses the button; comes back once it is on its way. */
  async press(): Promise<void> {
    void this.controller.submit(this.filled());
    await settle();
  }
}

/** Lets everything happen that waits for nothing but its turn. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}
