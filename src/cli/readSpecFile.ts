import { basename } from "node:path";
import { findingMessage } from "../core/findingMessage";
import { oneLine } from "../core/oneLine";
import { type LocatedFinding, parseSpecFile, type SpecFile } from "../core/spec/parseSpecFile";
import { specNameOfFile } from "../core/spec/specNameOfFile";
import type { CliIo } from "./cliIo";
import { UsageError } from "./cliIo";
import { cliText } from "./cliTexts";
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

async function readText(path: string, io: CliIo): Promise<string> {
  try {
    return await io.readFile(path);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new UsageError(cliText("unreadableFile", { file: path, reason }));
  }
}

/** `file:line:column: severity: message [code]`, as compilers write it and editors make it a link. */
export function findingLines({ path, text }: ReadSpecFile, findings: readonly LocatedFinding[]): readonly string[] {
  const positionOf = positionFinder(text);
  return findings.map(({ finding, range }) => {
    const { line, character } = positionOf(range.offset);
    const place = `${path}:${line + 1}:${character + 1}`;
    return oneLine(`${place}: ${finding.severity}: ${findingMessage(finding)} [${finding.code}]`);
  });
}

export function hasErrors(findings: readonly LocatedFinding[]): boolean {
  return findings.some(({ finding }) => finding.severity === "error");
}
