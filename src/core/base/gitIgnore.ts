import ignore from "ignore";

/** The files that tell git what to ignore. Paths are complete, with slashes; a root is all before the first slash. */
export interface IgnoreFiles {
  /** The text of a file; undefined if it doesn't exist or can't be read. */
  read(path: string): Promise<string | undefined>;
  /** Whether a file or folder with this name exists. */
  exists(path: string): Promise<boolean>;
}

/** One file of patterns, and the folder they are relative to. */
interface Rules {
  readonly base: string;
  readonly test: (path: string) => { readonly ignored: boolean; readonly unignored: boolean };
}

interface Folder {
  readonly isInRepository: boolean;
  readonly isIgnored: boolean;
  /** The rules that apply in it, the nearest last. */
  readonly rules: readonly Rules[];
}

const outside: Folder = { isInRepository: false, isIgnored: false, rules: [] };

/**
 * Tells what git ignores in a repository, by its `.gitignore` files and `.git/info/exclude`. Does not know a user's
 * global patterns, or files added in spite of the patterns. Outside a repository nothing is ignored. Each folder is
 * read once.
 */
export class GitIgnore {
  private readonly folders = new Map<string, Promise<Folder>>();

  constructor(private readonly files: IgnoreFiles) {}

  async ignores(path: string, kind: "file" | "folder"): Promise<boolean> {
    const parent = await this.folder(parentOf(path));
    return parent.isIgnored || matches(parent.rules, kind === "folder" ? `${path}/` : path);
  }

  private folder(path: string): Promise<Folder> {
    const known = this.folders.get(path) ?? this.look(path);
    this.folders.set(path, known);
    return known;
  }

  private async look(path: string): Promise<Folder> {
    if (await this.files.exists(`${path}/.git`)) {
      const rules = [await this.rules(path, ".git/info/exclude"), await this.rules(path, ".gitignore")];
      return { isInRepository: true, isIgnored: false, rules: rules.flat() };
    }
    if (path === "" || !path.includes("/")) return outside;
    const parent = await this.folder(parentOf(path));
    if (!parent.isInRepository) return outside;
    const isIgnored = parent.isIgnored || matches(parent.rules, `${path}/`);
    return { ...parent, isIgnored, rules: [...parent.rules, ...(await this.rules(path, ".gitignore"))] };
  }

  private async rules(base: string, name: string): Promise<readonly Rules[]> {
    const text = await this.files.read(`${base}/${name}`);
    if (text === undefined) return [];
    const found = ignore({ ignorecase: false }).add(text);
    return [{ base, test: (path) => found.test(path) }];
  }
}

/** The nearest file with a matching pattern decides. */
function matches(rules: readonly Rules[], path: string): boolean {
  for (const { base, test } of rules.toReversed()) {
    const { ignored, unignored } = test(path.slice(base.length + 1));
    if (ignored || unignored) return ignored;
  }
  return false;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
