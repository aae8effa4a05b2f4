import { exitCodes } from "../cliIo";
import type { Command } from "../commandTable";
import { allHelp, helpOf } from "../helpText";
import { readCommandName } from "../readArguments";

export { callText } from "../helpText";

/** `help [COMMAND]`, and what `--help` shows. */
export const helpCommand: Command<"help"> = async ({ args: [word] }, io) => {
  io.out(word === undefined ? allHelp() : helpOf(readCommandName(word)));
  return exitCodes.done;
};
