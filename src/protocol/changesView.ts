import type { FieldFix } from "./fieldFix";

/** One place of a parameter's value, before and after; texts in the user's language, one line each. */
export interface ChangeLine {
  /** The place inside of the value; "": all of it. */
  readonly where: string;
  readonly before: string;
  readonly after: string;
}

/** A parameter that differs between the form and the cron on its server. */
export interface ChangedField {
  readonly name: string;
  readonly label: string;
  readonly lines: readonly ChangeLine[];
  /** Gives the field the server's value. */
  readonly back: FieldFix;
}

/** How the form and the cron that it changes differ. Everything but names and versions is text in the user's language. */
export interface ChangesView {
  /** The state of the cron that this is about; "": it is gone. */
  readonly version: string;
  /** What the submit would change. */
  readonly changes: readonly ChangedField[];
  /** Changed in the form and by somebody else: the user has to say which value counts. */
  readonly questions: readonly ChangedField[];
  /** Why the server can't change the cron, so that the submit makes it anew; null: it can. */
  readonly anew: string | null;
  /** Somebody else's changes, for the form to take over; null: there are none. */
  readonly news: {
    readonly message: string;
    readonly names: readonly string[];
    readonly changes: FieldFix["changes"];
  } | null;
}

/** The user, or the form itself, has taken note of the server's values of these parameters. */
export interface Settled {
  readonly version: string;
  readonly names: readonly string[];
}
