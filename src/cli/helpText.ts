import { type ExitName, exitCodes } from "./cliIo";
import type { CommandSpec, OptionSpec } from "./commandSpec";
import { type CommandName, commandNames, commandTable, exitTexts, otherOptions } from "./commandTable";
import { labelOf } from "./readArguments";

const width = 80;
/** The column where explanations start. */
const column = 26;

/** The help without a command: a list of all commands. */
export function allHelp(): string {
  const commands = commandNames.map((name) => [name, commandTable[name].summary] as const);
  const options = Object.entries(otherOptions).map(
    ([name, { help, short }]) => [`-${short}, --${name}`, help] as const,
  );
  return blocks([
    ["Usage:", indented("langgraph-crons COMMAND [ARGUMENTS] [OPTIONS]")],
    ["Commands:", ...commands.flatMap(entry)],
    ["Options:", ...options.flatMap(entry)],
    ["“langgraph-crons help COMMAND” shows its options, examples and exit codes."],
    ["Exit codes: 0 done, 1 findings or refused, 2 usage, 3 unreachable."],
  ]);
}

/** The help of one command. */
export function helpOf(name: CommandName): string {
  const { details = "", examples, options, summary }: CommandSpec = commandTable[name];
  const entries = Object.entries(options).map(([option, spec]) => [optionCall(option, spec), spec.help] as const);
  return blocks([
    ["Usage:", ...callLines(name).map(indented)],
    [...wrapped(`${summary} ${details}`.trimEnd(), width)],
    entries.length === 0 ? [] : ["Options:", ...entries.flatMap(entry)],
    ["Examples:", ...examples.flatMap(({ call, words }) => [`  # ${words}`, `  langgraph-crons ${call}`])],
    ["Exit codes:", ...exitsOf(name).map(({ code, words }) => `  ${code}  ${words}`)],
  ]);
}

/** Only the usage of a command, to print after an error. */
export function callText(name: CommandName): string {
  return ["Usage:", ...callLines(name).map(indented)].join("\n");
}

/** The usage of a command, one call after another, wrapped. */
export function callLines(name: CommandName): readonly string[] {
  return callsOf(name).flatMap(([head, ...parts]) => hanging(head, parts));
}

type Call = readonly [head: string, ...parts: readonly string[]];

function callsOf(name: CommandName): readonly Call[] {
  const { argument, options, otherCall }: CommandSpec = commandTable[name];
  const head = `langgraph-crons ${name}`;
  const part = (option: string) => {
    const spec = options[option];
    const call = spec === undefined ? option : optionCall(option, spec);
    return spec?.isRequired === true ? call : `[${call}]`;
  };
  const own = Object.keys(options).filter((option) => option !== otherCall?.option);
  const label = labelOf(argument.value);
  const written = { one: label, many: `${label}...`, optional: `[${label}]`, any: `[${label}...]` }[argument.count];
  const calls: readonly Call[] = [[`${head} ${written}`, ...own.map(part)]];
  if (otherCall === undefined) return calls;
  return [...calls, [`${head} --${otherCall.option}`, ...otherCall.options.map(part)]];
}

/** `--timezone ZONE` */
export function optionCall(name: string, { value }: OptionSpec): string {
  return value === undefined ? `--${name}` : `--${name} ${labelOf(value)}`;
}

export interface ExitText {
  readonly code: number;
  readonly words: string;
}

/** The exit codes of a command, and what each means for it. */
export function exitsOf(name: CommandName): readonly ExitText[] {
  const { exits }: CommandSpec = commandTable[name];
  return (Object.keys(exitCodes) as readonly ExitName[]).flatMap((exit) => {
    const isOne = exit === "done" || exit === "usage" || exits[exit] !== undefined;
    return isOne ? [{ code: exitCodes[exit], words: exits[exit] ?? exitTexts[exit] }] : [];
  });
}

function blocks(texts: readonly (readonly string[])[]): string {
  return texts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function indented(line: string): string {
  return `  ${line}`;
}

/** A name and its explanation: next to it, or below it if the name is long. */
function entry([name, text]: readonly [name: string, text: string]): readonly string[] {
  const lines = wrapped(text, width - column).map((line) => `${" ".repeat(column)}${line}`);
  const start = `  ${name}`;
  const [first = "", ...more] = lines;
  return start.length < column - 1 ? [`${start.padEnd(column)}${first.trimStart()}`, ...more] : [start, ...lines];
}

/** Wraps between parts, never within one; later lines are indented below the first part. */
function hanging(head: string, parts: readonly string[]): readonly string[] {
  const margin = " ".repeat(head.length);
  const lines = [head];
  for (const part of parts) {
    const line = `${lines.pop() ?? ""} ${part}`;
    if (line.length <= width - 2) lines.push(line);
    else lines.push(line.slice(0, -part.length - 1), `${margin} ${part}`);
  }
  return lines;
}

function wrapped(text: string, most: number): readonly string[] {
  const [first = "", ...words] = text.split(" ");
  const lines = [first];
  for (const word of words) {
    const line = `${lines.at(-1)} ${word}`;
    if (line.length <= most) lines[lines.length - 1] = line;
    else lines.push(word);
  }
  return lines;
}
