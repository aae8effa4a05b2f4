import type { Uri } from "vscode";
import type { RawArguments } from "../../core/arguments/cronArguments";
import type { Connection } from "../servers/connections/connection";

/** One cron of a spec file. */
export interface SpecSource {
  readonly file: Uri;
  readonly name: string;
}

/** The forms in which crons are made; what another feature needs to open one. */
export interface CronForms {
  /**
   * Opens a form filled with these arguments, whatever they hold: what does not fit a field is shown as it is written.
   * `source` is the spec they come from: submitting then updates its cron instead of making another, and the file follows.
   */
  open(connection: Connection, args: RawArguments, source?: SpecSource): Promise<void>;
}
