import { basename } from "node:path/posix";
import type { ThereSpec } from "../../core/pull/planPull";
import type { FolderEntry } from "../../core/specFile/filesBelow";
import type { LoadedSpecFile } from "../../core/specFile/loadedSpecFile";
import { specNameOfFile } from "../../core/specFile/specNameOfFile";
import { type CliIo, reasonOf, UsageError } from "../cliIo";
import { cliText } from "../cliTexts";
import { findingLines, printUnreadable } from "./findingLines";
import { findSpecFilesIn } from "./findSpecFiles";
import { loadFound } from "./loadSpecFiles";

/** A spec that is in the folder already, and its file. */
export interface SpecInFolder extends ThereSpec {
  readonly read: LoadedSpecFile;
  /** The name of a spec without one in that file. */
  readonly fileSpecName: string;
}

/** What is in the folder already. */
export interface FolderThere {
  readonly specs: readonly SpecInFolder[];
  /** The names of the files in the folder itself. */
  readonly files: readonly string[];
}

/** Throws `UsageError` if a spec file there can't be read: nobody would know which crons it has. */
export async function readThere(folder: string, io: CliIo): Promise<FolderThere> {
  const entries = await entriesOf(folder, io);
  if (entries === undefined) return { specs: [], files: [] };
  const { files, unreadable } = await loadFound(await findSpecFilesIn(folder, io), io);
  printUnreadable(unreadable, "human", io);
  const broken = files.filter(({ file }) => file.problems.length > 0);
  for (const read of broken) {
    for (const line of findingLines({ read, findings: read.file.problems })) io.err(line);
  }
  if (unreadable.length + broken.length > 0) throw new UsageError(cliText("brokenThere", { folder }));
  return { specs: files.flatMap(specsOf), files: entries.map(({ name }) => name) };
}

async function entriesOf(folder: string, io: CliIo): Promise<readonly FolderEntry[] | undefined> {
  try {
    return await io.readFolder(folder);
  } catch (error) {
    throw new UsageError(cliText("unreadableFolder", { folder, reason: reasonOf(error) }));
  }
}

/** The specs of a file. */
export function specsOf(read: LoadedSpecFile): readonly SpecInFolder[] {
  const fileSpecName = specNameOfFile(basename(read.path));
  return read.file.specs.map((spec) => ({ spec, read, fileSpecName }));
}
