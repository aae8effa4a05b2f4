import type { ExitName } from "./cliIo";

/** What an option or an argument takes. Completion offers what `kind` says. */
export interface FreeValue {
  /** As help writes it: `ZONE`. */
  readonly label: string;
  readonly kind: "text" | "zone" | "variable" | "specFile" | "command";
}

/** Nothing else is accepted. */
export interface ChoiceValue {
  readonly choices: readonly string[];
}

export interface OptionSpec {
  readonly help: string;
  /** Without one it is a switch. */
  readonly value?: FreeValue | ChoiceValue;
  readonly isRequired?: true;
}

export interface ArgumentSpec {
  readonly value: FreeValue | ChoiceValue;
  readonly count: "one" | "many" | "optional";
  /** What is said where too few or too many are given. */
  readonly missing: string;
}

/** A switch that makes a call of its own: without the argument, and with these other options alone. */
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
  /** Which exit codes it has besides `done` and `usage`, and where one of them says more than everywhere. */
  readonly exits: Readonly<Partial<Record<ExitName, string>>>;
}
