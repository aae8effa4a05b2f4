import type { CronArguments } from "../../core/arguments/cronArguments";
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
}
