import type { Connection } from "./connection";

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
