import { basename } from "node:path";
import { findingMessage } from "../core/findingMessage";
import { oneLine } from "../core/oneLine";
import type { CheckOptions } from "../core/spec/checkArguments";
import { checkNameElsewhere } from "../core/spec/checkNameElsewhere";
import { checkSpecFile } from "../core/spec/checkSpecFile";
import type { TextRange } from "../core/spec/jsonTokens";
import { type LocatedFinding, parseSpecFile, type SpecFile } from "../core/spec/parseSpecFile";
import { specNameOfFile } from "../core/spec/specNameOfFile";
import { namesOf, SpecNames } from "../core/spec/specNames";
import type { CliIo } from "./cliIo";
import { UsageError } from "./cliIo";
import { cliText } from "./cliTexts";
import type { OutputFormat } from "./formatOption";
import { findingAnnotation, type PlaceInFile } from "./githubAnnotation";
import { positionFinder } from "./positionFinder";

export interface ReadSpecFile {
  readonly path: string;
  readonly text: string;
  readonly file: SpecFile;
}

/** Throws `UsageError` for a file that can't be read. */
export async function readSpecFile(path: string, io: CliIo): Promise<ReadSpecFile> {
  const text = await readText(path, io);
  return { path, text, file: parseSpecFile(text, specNameOfFile(basename(path))) };
}

/** As `readSpecFile`, one after the other: more open files than a system allows are no matter of how many there are. */
export async function readSpecFiles(paths: readonly string[], io: CliIo): Promise<readonly ReadSpecFile[]> {
  const files: ReadSpecFile[] = [];
  for (const path of paths) files.push(await readSpecFile(path, io));
  return files;
}

async function readText(path: string, io: CliIo): Promise<string> {
  try {
    return await io.readFile(path);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new UsageError(cliText("unreadableFile", { file: path, reason }));
  }
}

export interface CheckedSpecFile {
  readonly read: ReadSpecFile;
  readonly findings: readonly LocatedFinding[];
}

/** All findings of each file, and of the files side by side. */
export function checkSpecFiles(files: readonly ReadSpecFile[], options: CheckOptions): readonly CheckedSpecFile[] {
  const names = new SpecNames();
  for (const { path, file } of files) names.set(path, namesOf(file));
  return files.map((read) => {
    const findings = [...checkSpecFile(read.file, options), ...sharedNames(read, names)];
    return { read, findings: findings.sort((one, other) => one.range.offset - other.range.offset) };
  });
}

function sharedNames({ path, file }: ReadSpecFile, { filesByName }: SpecNames): readonly LocatedFinding[] {
  if (file.problems.length > 0) return [];
  return file.specs.flatMap((spec) => checkNameElsewhere(spec.name, path, filesByName).map(spec.locate));
}

/** A line each, as people or GitHub read them. */
export function findingLines({ read, findings }: CheckedSpecFile, format: OutputFormat = "human"): readonly string[] {
  const place = placeFinder(read);
  const line = format === "github" ? findingAnnotation : findingLine;
  return findings.map((located) => line(located, place(located.range)));
}

/** For many places in one file. */
function placeFinder({ path, text }: ReadSpecFile): (range: TextRange) => PlaceInFile {
  const positionOf = positionFinder(text);
  return ({ offset, length }) => ({ file: path, start: positionOf(offset), end: positionOf(offset + length) });
}

export function placeOf(read: ReadSpecFile, range: TextRange): PlaceInFile {
  return placeFinder(read)(range);
}

/** `file:line:column: severity: message [code]`, as compilers write it and editors make it a link. */
function findingLine({ finding }: LocatedFinding, { file, start }: PlaceInFile): string {
  const place = `${file}:${start.line + 1}:${start.character + 1}`;
  return oneLine(`${place}: ${finding.severity}: ${findingMessage(finding)} [${finding.code}]`);
}

export function hasErrors(findings: readonly LocatedFinding[]): boolean {
  return findings.some(({ finding }) => finding.severity === "error");
}
