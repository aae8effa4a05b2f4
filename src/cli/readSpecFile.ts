import { basename } from "node:path";
import { decodeText } from "../core/decodeText";
import type { CheckOptions } from "../core/spec/checkArguments";
import { otherEncoding } from "../core/spec/checkEncoding";
import { checkNameElsewhere } from "../core/spec/checkNameElsewhere";
import { checkSpecFile } from "../core/spec/checkSpecFile";
import { type LocatedFinding, parseSpecFile, type SpecFile } from "../core/spec/parseSpecFile";
import { specNameOfFile } from "../core/spec/specNameOfFile";
import { namesOf, SpecNames } from "../core/spec/specNames";
import type { CliIo } from "./cliIo";
import { cliText } from "./cliTexts";
import { findSpecFiles, type Unreadable } from "./findSpecFiles";
import { reasonOf } from "./reasonOf";

export interface ReadSpecFile {
  readonly path: string;
  readonly text: string;
  readonly file: SpecFile;
}

export interface ReadSpecFiles {
  readonly files: readonly ReadSpecFile[];
  /** What was to be read and can't be, files and folders, in order. */
  readonly unreadable: readonly Unreadable[];
}

/** The file, or why it can't be read. */
export async function readSpecFile(path: string, io: CliIo): Promise<ReadSpecFile | Unreadable> {
  try {
    const { encoding, text } = decodeText(await io.readFile(path));
    const file = parseSpecFile(text, specNameOfFile(basename(path)));
    return { path, text, file: { ...file, problems: [...otherEncoding(text, encoding), ...file.problems] } };
  } catch (error) {
    return { path, message: cliText("unreadableFile", { file: path, reason: reasonOf(error) }) };
  }
}

/** What arguments mean, read one after the other: more open files than a system allows are no matter of how many there are. */
export async function readSpecFiles(args: readonly string[], io: CliIo): Promise<ReadSpecFiles> {
  const found = await findSpecFiles(args, io);
  const files: ReadSpecFile[] = [];
  const unreadable = [...found.unreadable];
  for (const path of found.files) {
    const read = await readSpecFile(path, io);
    if ("file" in read) files.push(read);
    else unreadable.push(read);
  }
  return { files, unreadable };
}

export interface CheckedSpecFile {
  readonly read: ReadSpecFile;
  readonly findings: readonly LocatedFinding[];
}

/** All findings of each file, and of the files side by side. */
export function checkSpecFiles(files: readonly ReadSpecFile[], options: CheckOptions): readonly CheckedSpecFile[] {
  const names = namesOfAll(files);
  return files.map((read) => {
    const findings = [...checkSpecFile(read.file, options), ...sharedNames(read, names)];
    return { read, findings: findings.sort((one, other) => one.range.offset - other.range.offset) };
  });
}

export function namesOfAll(files: readonly ReadSpecFile[]): SpecNames {
  const names = new SpecNames();
  for (const { path, file } of files) names.set(path, namesOf(file));
  return names;
}

function sharedNames({ path, file }: ReadSpecFile, { filesByName }: SpecNames): readonly LocatedFinding[] {
  if (file.problems.length > 0) return [];
  return file.specs.flatMap((spec) => checkNameElsewhere(spec.name, path, filesByName).map(spec.locate));
}

export function hasErrors(findings: readonly LocatedFinding[]): boolean {
  return findings.some(({ finding }) => finding.severity === "error");
}
