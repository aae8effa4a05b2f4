import { dirname } from "node:path/posix";
import { decodeText } from "../../core/base/decodeText";
import {
  type CronEnvironment,
  type EnvironmentsFile,
  environmentsFileName,
} from "../../core/environments/environmentsFile";
import { readEnvironments } from "../../core/environments/readEnvironments";
import type { TextFile } from "../../core/plan/planRows";
import { type CliIo, reasonOf, UsageError } from "../cliIo";
import { cliText } from "../cliTexts";
import { didYouMean } from "../didYouMean";
import { findingLines } from "../files/findingLines";

/** An environment, and the file that names it. */
export interface LoadedEnvironment extends CronEnvironment, Omit<EnvironmentsFile, "environments"> {
  readonly file: TextFile;
}

/**
 * The environment of this name, from the nearest `langgraph-crons.json` in or above the folders of the paths. Throws
 * `UsageError`, with a line for each mistake in that file.
 */
export async function loadEnvironment(name: string, paths: readonly string[], io: CliIo): Promise<LoadedEnvironment> {
  const file = await nearestFile(paths, io);
  const { environments, ...more } = readEnvironmentsFile(file, io);
  const environment = environments.get(name);
  if (environment === undefined) {
    const known = [...environments.keys()];
    const args = { name, file: file.path, known: known.join(", ") };
    throw new UsageError(`${cliText("noEnvironment", args)}${didYouMean(name, known)}`);
  }
  return { ...more, ...environment, file };
}

/** Throws `UsageError`, with a line for each mistake in the file. */
export function readEnvironmentsFile(file: TextFile, io: Pick<CliIo, "err">): EnvironmentsFile {
  const read = readEnvironments(file.text);
  if (read.ok) return read.value;
  const lines = findingLines({ read: file, findings: read.failure });
  for (const line of lines.slice(0, -1)) io.err(line);
  throw new UsageError(lines.at(-1) ?? "");
}

/** Throws `UsageError` if there is none, or not one for all paths. */
async function nearestFile(paths: readonly string[], io: CliIo): Promise<TextFile> {
  const found = new Map<string, TextFile>();
  for (const path of paths) {
    const file = await environmentsFileAbove(path, io);
    if (file === undefined) throw new UsageError(cliText("noEnvironmentsFile", { path }));
    found.set(file.path, file);
  }
  const [file, other] = found.values();
  if (file === undefined) throw new Error("there is always a path");
  if (other !== undefined) throw new UsageError(cliText("severalEnvironments", { one: file.path, other: other.path }));
  return file;
}

/**
 * The nearest `langgraph-crons.json`; undefined if there is none. A path, which may be a pattern, is looked at as a
 * folder first: then a file's own folder is its parent. Throws `UsageError` if it can't be read.
 */
export async function environmentsFileAbove(path: string, io: CliIo): Promise<TextFile | undefined> {
  const here = await io.realPath(".");
  const fixed = path.replaceAll("\\", "/").replace(/\/?[^/]*[*?].*$/, "");
  for (
    let folder = await io.realPath(fixed === "" && !path.startsWith("/") ? "." : fixed || "/");
    ;
    folder = dirname(folder)
  ) {
    const file = `${folder === "/" ? "" : folder}/${environmentsFileName}`;
    const text = await textOf(file, io);
    if (text !== undefined) return { path: file.startsWith(`${here}/`) ? file.slice(here.length + 1) : file, text };
    if (dirname(folder) === folder) return undefined;
  }
}

/** undefined if there is no such file. Throws `UsageError` if it can't be read. */
async function textOf(file: string, io: CliIo): Promise<string | undefined> {
  try {
    return decodeText(await io.readFile(file)).text;
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === "ENOENT" || reason === "ENOTDIR") return undefined;
    throw new UsageError(cliText("unreadableFile", { file, reason }));
  }
}
