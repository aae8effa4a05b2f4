import { positionFinder } from "../../core/base/positionFinder";
import { findingMessage } from "../../core/finding/findingMessage";
import type { TextFile } from "../../core/plan/planRows";
import type { TextRange } from "../../core/specFile/json/jsonTokens";
import type { LocatedFinding } from "../../core/specFile/json/locate";
import type { CliIo } from "../cliIo";
import { printedLine } from "../printed";
import type { OutputFormat } from "../sharedOptions";
import type { Unreadable } from "./findSpecFiles";
import { findingAnnotation, githubAnnotation, type PlaceInFile } from "./githubAnnotation";

export interface FindingsInFile {
  readonly read: TextFile;
  readonly findings: readonly LocatedFinding[];
}

/** One line for each finding, for people or for GitHub. */
export function findingLines({ read, findings }: FindingsInFile, format: OutputFormat = "human"): readonly string[] {
  const place = placeFinder(read);
  const line = format === "github" ? findingAnnotation : findingLine;
  return findings.map((located) => line(located, place(located.range)));
}

/** Prints what can't be read: for GitHub as an annotation, otherwise to standard error. */
export function printUnreadable(unreadable: readonly Unreadable[], format: OutputFormat, io: CliIo): void {
  const start = { line: 0, character: 0 };
  for (const { message, path } of unreadable) {
    if (format === "github")
      io.out(githubAnnotation("error", { file: path, start, end: start }, "unreadable", message));
    else io.err(printedLine(message));
  }
}

/** Returns a function that finds places; for a file with many findings. */
function placeFinder({ path, text }: TextFile): (range: TextRange) => PlaceInFile {
  const positionOf = positionFinder(text);
  return ({ offset, length }) => ({ file: path, start: positionOf(offset), end: positionOf(offset + length) });
}

export function placeOf(read: TextFile, range: TextRange): PlaceInFile {
  return placeFinder(read)(range);
}

/** `file:line:column: severity: message [code]`: the format of compilers, which terminals turn into a link. */
function findingLine({ finding }: LocatedFinding, { file, start }: PlaceInFile): string {
  const place = `${file}:${start.line + 1}:${start.character + 1}`;
  return printedLine(`${place}: ${finding.severity}: ${findingMessage(finding)} [${finding.code}]`);
}
