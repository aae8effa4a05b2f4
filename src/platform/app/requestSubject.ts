import type { CronArguments } from "../../core/arguments/cronArguments";
import type { RequestForm } from "../../core/requestText/requestForms";
import type { Connection } from "../servers/connections/connection";

/** A cron whose request is wanted as text. */
export interface RequestSubject {
  /** What the user calls it. */
  readonly title: string;
  /** Its spec's; null: it has none. */
  readonly name: string | null;
  /** With placeholders, not with their values. */
  readonly arguments: CronArguments;
  readonly connection: Connection;
  /** Undefined: the user is asked. */
  readonly wanted?: WantedRequest;
}

/** In which form a request is wanted, and what becomes of its text. */
export interface WantedRequest {
  readonly form: RequestForm;
  /** `open`: as a new document; `save`: as a file that is asked for. */
  readonly way: "copy" | "open" | "save";
}
