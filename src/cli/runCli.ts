import { version } from "../../package.json";
import { checkCommand } from "./checkCommand";
import { type CliIo, type Command, type ExitCode, exitCodes, UsageError } from "./cliIo";
import { cliText } from "./cliTexts";
import { nextCommand } from "./nextCommand";
import { printedLine } from "./printed";
import { requestCommand } from "./requestCommand";
import { submitCommand } from "./submitCommand";
import { type CommandName, usageText } from "./usageTexts";

const commands: Readonly<Record<CommandName, Command>> = {
  next: nextCommand,
  check: checkCommand,
  request: requestCommand,
  submit: submitCommand,
};

/** Runs `langgraph-crons` with the arguments after its name. */
export async function runCli(args: readonly string[], io: CliIo): Promise<ExitCode> {
  const [name, ...rest] = args;
  const known = commandNamed(name === "help" ? rest[0] : name);
  if (name === undefined || name === "help" || args.includes("--help") || args.includes("-h")) {
    io.out(usageText(known));
    return name === undefined ? exitCodes.usage : exitCodes.done;
  }
  if (name === "--version" || name === "-V") {
    io.out(version);
    return exitCodes.done;
  }
  try {
    if (known === undefined) throw new UsageError(cliText("unknownCommand", { command: name }));
    return await commands[known](rest, io);
  } catch (error) {
    if (!isUsageError(error)) throw error;
    io.err(printedLine(error.message));
    if (!(error instanceof UsageError)) io.err(usageText(known));
    return exitCodes.usage;
  }
}

function commandNamed(name: string | undefined): CommandName | undefined {
  return Object.keys(commands).find((each): each is CommandName => each === name);
}

/** Ours, or what Node says of an option that a command doesn't have. */
function isUsageError(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}
