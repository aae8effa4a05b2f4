import type { RawArguments } from "../core/spec/cronArguments";
import type { Connection } from "./connection";

/** The forms in which crons are made; what another feature needs to open one. */
export interface CronForms {
  /**
   * Opens a form filled with these arguments, whatever they hold: what does not fit a field is shown as it is written.
   * `specName` is the spec they come from: submitting then updates its cron instead of making another.
   */
  open(connection: Connection, args: RawArguments, specName?: string): Promise<void>;
}
