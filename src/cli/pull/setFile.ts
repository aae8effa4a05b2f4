import { join } from "node:path/posix";
import { environmentsFileName } from "../../core/environments/environmentsFile";
import { newEnvironmentsText, withSet } from "../../core/environments/environmentsText";
import { readEnvironments } from "../../core/environments/readEnvironments";
import type { TextFile } from "../../core/plan/planRows";
import { isLoopback } from "../../core/server/address/serverUrl";
import { type CliIo, UsageError } from "../cliIo";
import { environmentsFileAbove, readEnvironmentsFile } from "../environments/loadEnvironment";
import { pullText } from "./pullTexts";

/** The file that says the id of a folder's set, with its new text; undefined if it says so already. */
export type SetFile = TextFile | undefined;

/**
 * Writes the id of a set into the nearest `langgraph-crons.json` of a folder, or into a new one that names the server.
 * Throws `UsageError` if that file has mistakes or another set, or if this is no id of a set.
 */
export async function setFileFor(
  set: string,
  folder: string,
  server: { readonly url: string; readonly apiKeyEnv: string | undefined },
  io: CliIo,
): Promise<SetFile> {
  const there = await environmentsFileAbove(folder, io);
  if (there === undefined) return newFile(set, folder, server, io);
  const { set: before } = readEnvironmentsFile(there, io);
  if (before === set) return undefined;
  if (before !== undefined) throw new UsageError(pullText("otherSet", { file: there.path, set: before }));
  return readable({ path: there.path, text: withSet(there.text, set) }, io);
}

function newFile(
  set: string,
  folder: string,
  { apiKeyEnv, url }: { readonly url: string; readonly apiKeyEnv: string | undefined },
  io: CliIo,
): TextFile {
  const path = join(folder, environmentsFileName);
  const environment = { name: isLoopback(url) ? "local" : new URL(url).hostname, url };
  const withKey = newEnvironmentsText(set, apiKeyEnv === undefined ? environment : { ...environment, apiKeyEnv });
  // A variable that is not in capitals could be a key, so the file can't name it.
  if (readEnvironments(withKey).ok) return { path, text: withKey };
  return readable({ path, text: newEnvironmentsText(set, environment) }, io);
}

function readable(file: TextFile, io: CliIo): TextFile {
  readEnvironmentsFile(file, io);
  return file;
}
