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

/** The names in `${env:NAME}` and `${secret:NAME}`. */
export interface PlaceholderNames {
  readonly env: readonly string[];
  readonly secret: readonly string[];
}

/** Where placeholders get their values from at submit. */
export interface PlaceholderSource {
  /** undefined: the user declined. A variable that isn't set has no answer. */
  read(
    names: PlaceholderNames,
    connection: Connection,
  ): Promise<{ readonly env: ReadonlyMap<string, string>; readonly secret: ReadonlyMap<string, string> } | undefined>;
}
