import { basename } from "node:path";
import { decodeText } from "../../core/base/decodeText";
import type { CheckOptions } from "../../core/checks/checkArguments";
import { checkNameElsewhere } from "../../core/checks/checkNameElsewhere";
import { otherEncoding } from "../../core/specFile/checkEncoding";
import { checkSpecFile } from "../../core/specFile/checkSpecFile";
import type { LocatedFinding } from "../../core/specFile/json/locate";
import { type LoadedSpecFile, namesOfAll } from "../../core/specFile/loadedSpecFile";
import { parseSpecFile } from "../../core/specFile/parseSpecFile";
import { specNameOfFile } from "../../core/specFile/specNameOfFile";
import type { SpecNames } from "../../core/specFile/specNames";
import type { CliIo } from "../cliIo";
import { reasonOf } from "../cliIo";
import { cliText } from "../cliTexts";
import { type FoundFiles, findSpecFiles, type Unreadable } from "./findSpecFiles";

export interface LoadedSpecFiles {
  readonly files: readonly LoadedSpecFile[];
  /** Files and folders that can't be read, in order. */
  readonly unreadable: readonly Unreadable[];
}

/** The parsed file, or why it can't be read. */
export async function loadSpecFile(path: string, io: CliIo): Promise<LoadedSpecFile | Unreadable> {
  try {
    const { encoding, text } = decodeText(await io.readFile(path));
    const file = parseSpecFile(text, specNameOfFile(basename(path)));
    return { path, text, file: { ...file, problems: [...otherEncoding(text, encoding), ...file.problems] } };
  } catch (error) {
    return { path, message: cliText("unreadableFile", { file: path, reason: reasonOf(error) }) };
  }
}

/** Reads all files that the arguments mean, one at a time: systems limit the number of open files. */
export async function loadSpecFiles(args: readonly string[], io: CliIo): Promise<LoadedSpecFiles> {
  return loadFound(await findSpecFiles(args, io), io);
}

/** The same for what was found. */
export async function loadFound(found: FoundFiles, io: CliIo): Promise<LoadedSpecFiles> {
  const files: LoadedSpecFile[] = [];
  const unreadable = [...found.unreadable];
  for (const path of found.files) {
    const read = await loadSpecFile(path, io);
    if ("file" in read) files.push(read);
    else unreadable.push(read);
  }
  return { files, unreadable };
}

export interface CheckedSpecFile {
  readonly read: LoadedSpecFile;
  readonly findings: readonly LocatedFinding[];
}

/** The findings in each file, and those about names that several files share. */
export function checkSpecFiles(files: readonly LoadedSpecFile[], options: CheckOptions): readonly CheckedSpecFile[] {
  const names = namesOfAll(files);
  return files.map((read) => {
    const findings = [...checkSpecFile(read.file, options), ...sharedNames(read, names)];
    return { read, findings: findings.sort((one, other) => one.range.offset - other.range.offset) };
  });
}

function sharedNames({ path, file }: LoadedSpecFile, { filesByName }: SpecNames): readonly LocatedFinding[] {
  if (file.problems.length > 0) return [];
  return file.specs.flatMap((spec) =>
    checkNameElsewhere(spec.name, path, filesByName).map((finding) => spec.locate(finding)),
  );
}
