import type { ChoiceValue, CommandSpec, FreeValue, OptionSpec } from "../commandSpec";
import { type CommandName, commandNames, commandTable, otherOptions } from "../commandTable";
import { labelOf } from "../readArguments";

/** What can be typed at one place: these words, or a list that each shell makes in its own way. */
type Completions = readonly string[] | ShellList;

type ShellList = "zones" | "variables" | "specFiles" | "folders" | "nothing";

export interface CompletedOption {
  readonly name: string;
  readonly help: string;
  /** Absent: a switch. */
  readonly value?: { readonly label: string; readonly completions: Completions };
}

export interface CompletedCommand {
  readonly name: CommandName;
  readonly summary: string;
  readonly options: readonly CompletedOption[];
  readonly argument: { readonly label: string; readonly isMany: boolean; readonly completions: Completions };
}

const listed: Readonly<Record<FreeValue["kind"], Completions>> = {
  text: "nothing",
  zone: "zones",
  variable: "variables",
  specFile: "specFiles",
  folder: "folders",
  command: commandNames,
};

/** Options that can be typed instead of a command. */
export const firstOptions: readonly CompletedOption[] = Object.entries(otherOptions).map(([name, { help }]) => ({
  name,
  help,
}));

/** The table in the form that the scripts of all shells need. */
export const completedCommands: readonly CompletedCommand[] = commandNames.map((name) => {
  const { argument, options, summary }: CommandSpec = commandTable[name];
  return {
    name,
    summary,
    options: [...Object.entries(options).map(completedOption), { name: "help", help: otherOptions.help.help }],
    argument: { ...completedValue(argument.value), isMany: argument.count === "many" || argument.count === "any" },
  };
});

function completedOption([name, { help, value }]: readonly [string, OptionSpec]): CompletedOption {
  return { name, help, ...(value === undefined ? {} : { value: completedValue(value) }) };
}

function completedValue(value: FreeValue | ChoiceValue): NonNullable<CompletedOption["value"]> {
  return { label: labelOf(value), completions: "choices" in value ? value.choices : listed[value.kind] };
}

/** What one shell is told about each kind of completion; `words` takes words with blanks between them. */
type ShellTexts<Text> = Readonly<Record<ShellList, Text>> & { readonly words: (words: string) => Text };

/** The completions of one place, in the words of one shell. */
export function inShell<Text>({ words, ...lists }: ShellTexts<Text>): (completions: Completions) => Text {
  return (completions) => (typeof completions === "string" ? lists[completions] : words(completions.join(" ")));
}
