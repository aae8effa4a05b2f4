import { parseArgs } from "node:util";
import { UsageError } from "./cliIo";
import { cliText } from "./cliTexts";
import type { ArgumentSpec, CommandSpec, OptionSpec } from "./commandSpec";
import { type CommandName, commandNames, commandTable, type Given } from "./commandTable";
import { didYouMean } from "./didYouMean";

/** Throws `UsageError`. */
export function readCommandName(word: string): CommandName {
  const name = commandNames.find((each) => each === word);
  if (name !== undefined) return name;
  throw new UsageError(`${cliText("unknownCommand", { command: word })}${didYouMean(word, commandNames)}`);
}

/** Parses the arguments of a command by its entry in the table. Throws `UsageError`. */
export function readArguments<Name extends CommandName>(name: Name, args: readonly string[]): Given<Name> {
  const command: CommandSpec = commandTable[name];
  const options = new Map(Object.entries(command.options));
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries([...options].map(([option, { value }]) => [option, { type: typeOf(value) }])),
    allowPositionals: true,
    // Node's own errors don't suggest the option that the user probably meant.
    strict: false,
    tokens: true,
  });
  const values: Record<string, string | true> = {};
  const given: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") given.push(token.value);
    if (token.kind !== "option") continue;
    const option = options.get(token.name);
    if (option === undefined) throw new UsageError(unknownOption(token.rawName, name, [...options.keys()]), true);
    values[token.name] = readOption(option, token);
  }
  for (const [option, { help, isRequired }] of options) {
    if (isRequired === true && values[option] === undefined) {
      throw new UsageError(cliText("missingOption", { option, help }), true);
    }
  }
  const isOtherCall = command.otherCall !== undefined && values[command.otherCall.option] !== undefined;
  if (!isOtherCall) checkCount(command.argument, given);
  return { values, args: given } as unknown as Given<Name>;
}

function typeOf(value: OptionSpec["value"]): "string" | "boolean" {
  return value === undefined ? "boolean" : "string";
}

interface OptionToken {
  readonly name: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function readOption({ value: wanted }: OptionSpec, { inlineValue, name, value }: OptionToken): string | true {
  if (wanted === undefined) {
    if (value !== undefined) throw new UsageError(cliText("noValue", { option: name }), true);
    return true;
  }
  // In `--from --json` the value is missing; a value that starts with a dash is written `--from=-1`.
  const isForgotten = value === undefined || (inlineValue === false && /^-./.test(value));
  if (isForgotten) throw new UsageError(cliText("missingValue", { option: name, value: labelOf(wanted) }), true);
  if ("choices" in wanted && !wanted.choices.includes(value)) {
    throw new UsageError(cliText("badChoice", { option: name, choices: listed(wanted.choices), value }));
  }
  return value;
}

function checkCount(argument: ArgumentSpec, given: readonly string[]): void {
  if (argument.count === "any") return;
  const { count, missing, value } = argument;
  const isEnough = count === "optional" || given.length > 0;
  if (!isEnough || (count !== "many" && given.length > 1)) throw new UsageError(missing);
  const wrong = "choices" in value ? given.find((word) => !value.choices.includes(word)) : undefined;
  if (wrong !== undefined)
    throw new UsageError(`${missing}${"choices" in value ? didYouMean(wrong, value.choices) : ""}`);
}

/** As shown in the help: `ZONE`, `bash|zsh|fish`. */
export function labelOf(value: NonNullable<OptionSpec["value"]>): string {
  return "choices" in value ? value.choices.join("|") : value.label;
}

export function unknownOption(option: string, command: CommandName | undefined, known: readonly string[]): string {
  const names = [...known, "help"].map((name) => `--${name}`);
  const place =
    command === undefined ? cliText("unknownOption", { option }) : cliText("unknownOptionOf", { command, option });
  return `${place}${didYouMean(option, names)}`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
