import { checkCommand } from "./checkCommand";
import { type CliIo, type Command, type ExitCode, exitCodes, UsageError } from "./cliIo";
import { cliText } from "./cliTexts";
import { nextCommand } from "./nextCommand";
import { requestCommand } from "./requestCommand";
import { submitCommand } from "./submitCommand";

const commands: ReadonlyMap<string, Command> = new Map([
  ["next", nextCommand],
  ["check", checkCommand],
  ["request", requestCommand],
  ["submit", submitCommand],
]);

/** Runs `langgraph-crons` with the arguments after its name. */
export async function runCli(args: readonly string[], io: CliIo): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === "help" || args.includes("--help") || args.includes("-h")) {
    io.out(cliText("usage"));
    return name === undefined ? exitCodes.usage : exitCodes.done;
  }
  try {
    const command = commands.get(name);
    if (command === undefined) throw new UsageError(cliText("unknownCommand", { command: name }));
    return await command(rest, io);
  } catch (error) {
    if (!isUsageError(error)) throw error;
    io.err(error.message);
    if (!(error instanceof UsageError)) io.err(cliText("usage"));
    return exitCodes.usage;
  }
}

/** Ours, or what Node says of an option that a command doesn't have. */
function isUsageError(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}
