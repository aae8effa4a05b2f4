import type { Uri } from "vscode";
import type { RawArguments } from "../../core/arguments/cronArguments";
import type { Connection } from "../servers/connections/connection";
import type { CronRef } from "../servers/cronRef";

/** One cron of a spec file. */
export interface SpecSource {
  readonly file: Uri;
  readonly name: string;
}

/** The forms that create crons, for features that need to open one. */
export interface CronForms {
  /**
   * Opens a form with these arguments, valid or not: a value that does not fit a field is shown as written. `source` is
   * the spec they come from: submitting then updates its cron instead of creating another, and changes the file too.
   */
  open(connection: Connection, args: RawArguments, source?: SpecSource): Promise<void>;
  /** Opens the form of a cron on a server, which its submit changes. `name`: its spec's name. */
  openCron(
    connection: Connection,
    args: RawArguments,
    of: { readonly cron: CronRef; readonly name: string },
  ): Promise<void>;
  /** Opens a form for a new cron with the content of another one; `of`: what that one is called. */
  openCopy(connection: Connection, args: RawArguments, of: string): Promise<void>;
  /** Asks for a name, and keeps these arguments as the user's template under it; `proposed`: the name to begin with. */
  saveTemplate(args: RawArguments, proposed: string): Promise<void>;
}
