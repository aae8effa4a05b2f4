import { dirname, join } from "node:path/posix";
import { decodeText } from "../../core/base/decodeText";
import { agentFiles, agentIn, type CodeCall, codeCalls } from "../../core/fromCode/codeCalls";
import { longestCode } from "../../core/fromCode/tokens/codeSource";
import { type CodeLanguage, languageOfCode } from "../../core/fromCode/tokens/token";
import { type CliIo, reasonOf } from "../cliIo";
import { cliText } from "../cliTexts";
import { findFiles, type Unreadable, type WantedFiles } from "../files/findSpecFiles";
import { importText } from "./importTexts";

/** A file with code. */
export interface CodeFile {
  readonly path: string;
  readonly text: string;
}

/** A call that creates a cron, and its file. */
export interface FoundCall {
  readonly read: CodeFile;
  readonly call: CodeCall;
}

export interface FoundCalls {
  /** How many files were read. */
  readonly files: number;
  readonly calls: readonly FoundCall[];
  readonly unreadable: readonly Unreadable[];
}

const codeFiles: WantedFiles = {
  isWanted: (path) => languageOfCode(path) !== undefined && !/\.d\.[cm]?ts$/.test(path),
  isFile: () => false,
  none: (path) => importText("noCodeFile", { path }),
};

/** Reads all files with code that the arguments mean. `assistant`: what every `define_schedule` runs. */
export async function foundCalls(
  args: readonly string[],
  assistant: string | undefined,
  io: CliIo,
): Promise<FoundCalls> {
  const found = await findFiles(args, codeFiles, io);
  const calls: FoundCall[] = [];
  const unreadable = [...found.unreadable];
  for (const path of found.files) {
    const language = languageOfCode(path);
    const text = language === undefined ? importText("notCode", { file: path }) : await codeOf(path, io);
    if (language === undefined || typeof text === "string") unreadable.push({ path, message: String(text) });
    else for (const call of await callsIn(text, language, assistant, io)) calls.push({ read: text, call });
  }
  return { files: found.files.length, calls, unreadable };
}

/** The code, or why it can't be read. */
async function codeOf(path: string, io: CliIo): Promise<CodeFile | string> {
  try {
    const { text } = decodeText(await io.readFile(path));
    return text.length > longestCode ? importText("longCode", { file: path }) : { path, text };
  } catch (error) {
    return cliText("unreadableFile", { file: path, reason: reasonOf(error) });
  }
}

async function callsIn(
  { path, text }: CodeFile,
  language: CodeLanguage,
  assistant: string | undefined,
  io: CliIo,
): Promise<readonly CodeCall[]> {
  const calls = codeCalls(text, language, assistant);
  if (assistant !== undefined || !calls.some(({ kind }) => kind === "schedule")) return calls;
  const agent = await agentBeside(path, io);
  return agent === undefined ? calls : codeCalls(text, language, agent);
}

/** The name of the agent in the folder above that of a schedule. */
async function agentBeside(path: string, io: CliIo): Promise<string | undefined> {
  for (const name of agentFiles) {
    const file = await codeOf(join(dirname(path), "..", name), io);
    const language = languageOfCode(name);
    const agent = typeof file === "string" || language === undefined ? undefined : agentIn(file.text, language);
    if (agent !== undefined) return agent;
  }
  return undefined;
}
