import { version } from "../../package.json";
import { type CliIo, type ExitCode, exitCodes, UsageError } from "./cliIo";
import { type Command, type CommandName, otherOptions } from "./commandTable";
import { printedLine } from "./printed";
import { readArguments, readCommandName, unknownOption } from "./readArguments";

/** Imported when called, so that each command loads only its own code. */
const commands: { readonly [Name in CommandName]: () => Promise<Command<Name>> } = {
  next: async () => (await import("./commands/next")).nextCommand,
  check: async () => (await import("./commands/check")).checkCommand,
  request: async () => (await import("./commands/request")).requestCommand,
  submit: async () => (await import("./commands/submit")).submitCommand,
  plan: async () => (await import("./commands/plan")).planCommand,
  apply: async () => (await import("./commands/apply")).applyCommand,
  pull: async () => (await import("./commands/pull")).pullCommand,
  import: async () => (await import("./commands/import")).importCommand,
  status: async () => (await import("./commands/status")).statusCommand,
  list: async () => (await import("./commands/list")).listCommand,
  doctor: async () => (await import("./commands/doctor")).doctorCommand,
  cost: async () => (await import("./commands/cost")).costCommand,
  runs: async () => (await import("./commands/runs")).runsCommand,
  completion: async () => (await import("./commands/completion")).completionCommand,
  help: async () => (await import("./commands/help")).helpCommand,
};

/** Runs `langgraph-crons` with the arguments after its name. */
export async function runCli(args: readonly string[], io: CliIo): Promise<ExitCode> {
  const [first, ...rest] = args;
  let name: CommandName | undefined;
  try {
    if (first === undefined) return await showAll(io, exitCodes.usage);
    if (first === "--help" || first === "-h") return await showAll(io, exitCodes.done);
    if (first === "--version" || first === "-V") {
      io.out(version);
      return exitCodes.done;
    }
    if (first.startsWith("-")) throw new UsageError(unknownOption(first, undefined, Object.keys(otherOptions)));
    name = readCommandName(first);
    if (asksForHelp(rest)) return await runCommand("help", [name], io);
    return await runCommand(name, rest, io);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.err(printedLine(error.message));
    if (error.showsCall && name !== undefined) io.err((await import("./commands/help")).callText(name));
    return exitCodes.usage;
  }
}

async function showAll(io: CliIo, code: ExitCode): Promise<ExitCode> {
  await runCommand("help", [], io);
  return code;
}

async function runCommand<Name extends CommandName>(name: Name, args: readonly string[], io: CliIo): Promise<ExitCode> {
  const given = readArguments(name, args);
  const command = await commands[name]();
  return command(given, io);
}

/** Options end at `--`. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return args.slice(0, end < 0 ? args.length : end).some((arg) => arg === "--help" || arg === "-h");
}
