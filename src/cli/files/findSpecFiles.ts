import { decodeText } from "../../core/base/decodeText";
import { GitIgnore } from "../../core/base/gitIgnore";
import { filesBelow, type UnreadablePlace } from "../../core/specFile/filesBelow";
import { isSpecFileName } from "../../core/specFile/specNameOfFile";
import type { CliIo } from "../cliIo";
import { reasonOf } from "../cliIo";
import { cliText } from "../cliTexts";

/** A file or folder that can't be read. */
export interface Unreadable {
  readonly path: string;
  readonly message: string;
}

export interface FoundFiles {
  /** In order, each file once, with the path that found it first. */
  readonly files: readonly string[];
  readonly unreadable: readonly Unreadable[];
}

/** Which files are looked for. */
export interface WantedFiles {
  /** Whether a folder's file is one of them, by its path. */
  isWanted(path: string): boolean;
  /** Whether a path is a file's for sure, even if there is none. */
  isFile(path: string): boolean;
  /** What is said of an argument with none. */
  none(path: string): string;
}

const specFiles: WantedFiles = {
  isWanted: isSpecFileName,
  isFile: (path) => path.toLowerCase().endsWith(".json"),
  none: (path) => cliText("noSpecFile", { path }),
};

/** The spec files that the arguments mean. */
export function findSpecFiles(args: readonly string[], io: CliIo): Promise<FoundFiles> {
  return findFiles(args, specFiles, io);
}

/**
 * The files that the arguments mean: a file means itself, a folder all wanted files in it and below, a pattern (`*`,
 * `**`, `?`) all matches. Folders and patterns leave out what git ignores.
 */
export async function findFiles(args: readonly string[], wanted: WantedFiles, io: CliIo): Promise<FoundFiles> {
  const found = new Map<string, string>();
  const unreadable: Unreadable[] = [];
  const search = new Search(io, wanted, unreadable);
  for (const arg of args) {
    const before = unreadable.length;
    const files = await search.filesOf(arg.replaceAll("\\", "/"));
    if (files.length === 0 && unreadable.length === before) {
      unreadable.push({ path: arg, message: wanted.none(arg) });
    }
    for (const file of files) {
      const real = await io.realPath(file);
      if (!found.has(real)) found.set(real, file);
    }
  }
  return { files: [...found.values()], unreadable };
}

/** All spec files in a folder and below, which may have none. */
export async function findSpecFilesIn(folder: string, io: CliIo): Promise<FoundFiles> {
  const unreadable: Unreadable[] = [];
  return { files: await new Search(io, specFiles, unreadable).filesOf(folder.replaceAll("\\", "/")), unreadable };
}

type IsWanted = (path: string) => boolean;

class Search {
  private readonly git: GitIgnore;

  constructor(
    private readonly io: CliIo,
    private readonly wanted: WantedFiles,
    private readonly unreadable: Unreadable[],
  ) {
    this.git = new GitIgnore({ read: (path) => readText(path, io), exists: (path) => exists(path, io) });
  }

  async filesOf(path: string): Promise<readonly string[]> {
    const plain = path.replace(/^(?:\.\/+)+|^\.$/, "");
    if (/[*?]/.test(plain)) return this.walk(folderOf(plain), patternOf(plain));
    const folder = plain === "/" ? plain : plain.replace(/\/+$/, "");
    if (this.wanted.isFile(path) || !(await this.isFolder(folder))) return [path];
    return this.walk(folder, (file) => this.wanted.isWanted(file));
  }

  private async walk(folder: string, isWanted: IsWanted): Promise<readonly string[]> {
    const root = (await this.io.realPath(folder || ".")).replace(/\/+$/, "");
    const below = folder === "" ? 0 : folder.length + 1;
    const found = await filesBelow(folder, isWanted, {
      entries: async (path) => (await this.io.readFolder(path || ".")) ?? [],
      child: (path, name) => (path === "" ? name : `${path === "/" ? "" : path}/${name}`),
      isIgnored: (path, kind) => this.git.ignores(path === folder ? root : `${root}/${path.slice(below)}`, kind),
    });
    this.unreadable.push(...found.unreadable.map(inWords));
    return found.files;
  }

  private async isFolder(path: string): Promise<boolean> {
    return this.io.readFolder(path || ".").then(
      (entries) => entries !== undefined,
      () => true,
    );
  }
}

function inWords(unreadable: UnreadablePlace<string>): Unreadable {
  const path = unreadable.place || ".";
  const message =
    unreadable.kind === "folder"
      ? cliText("unreadableFolder", { folder: path, reason: reasonOf(unreadable.error) })
      : cliText("unreadableFile", { file: path, reason: "not a file" });
  return { path, message };
}

async function readText(path: string, io: CliIo): Promise<string | undefined> {
  return io.readFile(path).then(
    (bytes) => decodeText(bytes).text,
    () => undefined,
  );
}

async function exists(path: string, io: CliIo): Promise<boolean> {
  const folder = await io.readFolder(path).catch(() => []);
  return folder !== undefined || (await readText(path, io)) !== undefined;
}

/** The folder before the first wildcard of a pattern. */
function folderOf(pattern: string): string {
  const fixed = pattern.slice(0, pattern.search(/[*?]/));
  const end = fixed.lastIndexOf("/");
  return end === 0 ? "/" : fixed.slice(0, Math.max(0, end));
}

function patternOf(pattern: string): IsWanted {
  const source = pattern.replace(/\*\*\/|\*\*|\*|\?|[.+^${}()|[\]\\]/g, (part) => wildcards[part] ?? `\\${part}`);
  const expression = new RegExp(`^${source}$`);
  return (path) => expression.test(path);
}

const wildcards: Readonly<Record<string, string>> = { "**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]" };
