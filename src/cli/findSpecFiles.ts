import { isSpecFileName } from "../core/spec/specNameOfFile";
import { type CliIo, UsageError } from "./cliIo";
import { cliText } from "./cliTexts";

/** What a build or a package manager puts into a workspace is nobody's spec file. */
const isSkipped = (folder: string) => folder === "node_modules" || folder.startsWith(".");

/**
 * The files that arguments mean, in order, each once: a file is itself, a folder all `*.cron.json` in it and below, and
 * a pattern (`*`, `**`, `?`) what it matches, for shells that leave it to the program. Throws `UsageError` for what
 * means no file.
 */
export async function findSpecFiles(args: readonly string[], io: CliIo): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const arg of args) {
    const files = await filesOf(arg.replaceAll("\\", "/"), io);
    if (files.length === 0) throw new UsageError(cliText("noSpecFile", { path: arg }));
    for (const file of files) found.add(file);
  }
  return [...found];
}

async function filesOf(path: string, io: CliIo): Promise<readonly string[]> {
  const plain = path.replace(/^(?:\.\/+)+|^\.$/, "");
  if (/[*?]/.test(plain)) return filesBelow(folderOf(plain), io, patternOf(plain));
  const folder = plain === "/" ? plain : plain.replace(/\/+$/, "");
  if (path.toLowerCase().endsWith(".json") || (await io.readFolder(folder || ".")) === undefined) return [path];
  return filesBelow(folder, io, isSpecFileName);
}

async function filesBelow(folder: string, io: CliIo, isWanted: (path: string) => boolean): Promise<readonly string[]> {
  const entries = (await io.readFolder(folder || ".")) ?? [];
  const files: string[] = [];
  for (const { name, isFolder } of [...entries].sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const path = folder === "" ? name : `${folder === "/" ? "" : folder}/${name}`;
    if (!isFolder && isWanted(path)) files.push(path);
    if (isFolder && !isSkipped(name)) files.push(...(await filesBelow(path, io, isWanted)));
  }
  return files;
}

/** The part of a pattern that has to be there as it is written. */
function folderOf(pattern: string): string {
  const fixed = pattern.slice(0, pattern.search(/[*?]/));
  const end = fixed.lastIndexOf("/");
  return end === 0 ? "/" : fixed.slice(0, Math.max(0, end));
}

function patternOf(pattern: string): (path: string) => boolean {
  const source = pattern.replace(/\*\*\/|\*\*|\*|\?|[.+^${}()|[\]\\]/g, (part) => wildcards[part] ?? `\\${part}`);
  const expression = new RegExp(`^${source}$`);
  return (path) => expression.test(path);
}

const wildcards: Readonly<Record<string, string>> = { "**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]" };
