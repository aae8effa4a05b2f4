import type { ExitName } from "./cliIo";

/** The value of an option or argument. `kind` decides what completion offers. */
export interface FreeValue {
  /** As shown in the help: `ZONE`. */
  readonly label: string;
  readonly kind: "text" | "zone" | "variable" | "specFile" | "folder" | "command";
}

/** No other value is accepted. */
export interface ChoiceValue {
  readonly choices: readonly string[];
}

export interface OptionSpec {
  readonly help: string;
  /** Without a value it is a switch. */
  readonly value?: FreeValue | ChoiceValue;
  readonly isRequired?: true;
}

export type ArgumentSpec =
  | {
      readonly value: FreeValue | ChoiceValue;
      readonly count: "one" | "many" | "optional";
      /** The message if too few or too many are given. */
      readonly missing: string;
    }
  /** As many as one likes, or none. */
  | { readonly value: FreeValue; readonly count: "any" };

/** A switch that makes a separate call: without the argument, and only with these other options. */
export interface OtherCall {
  readonly option: string;
  readonly options: readonly string[];
}

export interface CommandSpec {
  /** One sentence. */
  readonly summary: string;
  /** More sentences, for the command's own help. */
  readonly details?: string;
  readonly argument: ArgumentSpec;
  readonly otherCall?: OtherCall;
  readonly options: Readonly<Record<string, OptionSpec>>;
  readonly examples: readonly { readonly call: string; readonly words: string }[];
  /** Its exit codes besides `done` and `usage`, and what one of them means if that differs from `exitTexts`. */
  readonly exits: Readonly<Partial<Record<ExitName, string>>>;
}
