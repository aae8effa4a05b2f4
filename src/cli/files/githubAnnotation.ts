import { findingMessage } from "../../core/finding/findingMessage";
import type { LocatedFinding } from "../../core/specFile/json/locate";
import { printedLine } from "../printed";
import type { Position } from "./positionFinder";

/** Where in a file, both ends from 0, the end exclusive. */
export interface PlaceInFile {
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
}

const commands = { error: "error", warning: "warning", info: "notice", hint: "notice" } as const;

/** A finding as a workflow command that GitHub shows at its place in a pull request. */
export function findingAnnotation({ finding }: LocatedFinding, place: PlaceInFile): string {
  return githubAnnotation(commands[finding.severity], place, finding.code, findingMessage(finding));
}

/**
 * One line, whatever is in the texts: what could end the command or begin another one is escaped as GitHub's own
 * toolkit does (`%`, line breaks, and in properties `:` and `,`). GitHub counts from 1, and takes columns only where
 * both ends are in one line.
 */
export function githubAnnotation(
  command: (typeof commands)[keyof typeof commands],
  { file, start, end }: PlaceInFile,
  title: string,
  message: string,
): string {
  const isInLine = start.line === end.line;
  const properties = {
    file,
    line: start.line + 1,
    endLine: end.line + 1,
    ...(isInLine ? { col: start.character + 1, endColumn: Math.max(start.character + 1, end.character) } : {}),
    title,
  };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${command} ${written.join(",")}::${escapeData(printedLine(message))}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** As it is, with its line breaks escaped; other characters that steer a terminal are no part of a place. */
function printedProperty(text: string): string {
  return text.replaceAll("##[", "## [").replace(/[^\P{Cc}\r\n]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, " ");
}

function escapeProperty(text: string): string {
  return escapeData(printedProperty(text)).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
