import { exitCodes } from "../cliIo";
import type { Command } from "../commandTable";
import { bashCompletion } from "../completion/bashCompletion";
import { fishCompletion } from "../completion/fishCompletion";
import { zshCompletion } from "../completion/zshCompletion";

const scripts = { bash: bashCompletion, fish: fishCompletion, zsh: zshCompletion };

export const completionCommand: Command<"completion"> = async ({ args: [shell] }, io) => {
  io.out(scripts[shell as keyof typeof scripts]());
  return exitCodes.done;
};
