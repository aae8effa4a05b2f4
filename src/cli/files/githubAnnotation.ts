import type { Position } from "../../core/base/positionFinder";
import { findingMessage } from "../../core/finding/findingMessage";
import type { LocatedFinding } from "../../core/specFile/json/locate";
import { printedLine } from "../printed";

/** A range in a file: lines and characters count from 0, the end is exclusive. */
export interface PlaceInFile {
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
}

const commands = { error: "error", warning: "warning", info: "notice", hint: "notice" } as const;

/** A finding as a workflow command; GitHub shows it in the pull request. */
export function findingAnnotation({ finding }: LocatedFinding, place: PlaceInFile): string {
  return githubAnnotation(commands[finding.severity], place, finding.code, findingMessage(finding));
}

/**
 * Always one line: characters that could end the command or start another are escaped as in GitHub's toolkit (`%`, line
 * breaks, and in properties `:` and `,`). GitHub counts from 1, and accepts columns only for a range in one line.
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
  return workflowCommand(command, properties, message);
}

/** An annotation of a workflow run, with or without a place. */
export function workflowCommand(
  command: (typeof commands)[keyof typeof commands],
  properties: Readonly<Record<string, string | number>>,
  message: string,
): string {
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${command} ${written.join(",")}::${escapeData(printedLine(message))}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** Line breaks are escaped later; other control characters become spaces. */
function printedProperty(text: string): string {
  return text.replaceAll("##[", "## [").replace(/[^\P{Cc}\r\n]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, " ");
}

function escapeProperty(text: string): string {
  return escapeData(printedProperty(text)).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
