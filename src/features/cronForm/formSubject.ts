import type { Connection } from "../../platform/connection";
import type { FormDraft } from "../../protocol/cronForm";

/** What one form is about. The draft is the host's copy: the page comes and goes, what was typed stays. */
export interface FormSubject {
  readonly connection: Connection;
  /** The spec whose cron a submit updates; null: a submit makes a new cron. */
  readonly specName: string | null;
  readonly draft: FormDraft;
}
