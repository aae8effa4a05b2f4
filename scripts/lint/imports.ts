import { globSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { projectFolder } from "../lib/paths.mjs";
import { keptTo, type Layer, layers } from "./layers";

/** The text of each file, by its path in the project. */
export type Sources = ReadonlyMap<string, string>;

export function productSources(): Sources {
  return sourcesOf(["src/**/*.ts", "media/**/*.{ts,css}", "package.json"]);
}

/** Includes tests and scripts. */
export function allSources(): Sources {
  return sourcesOf(["{src,media,test,scripts}/**/*.{ts,mjs}", "*.{mts,mjs}"]);
}

function sourcesOf(patterns: readonly string[]): Sources {
  const files = globSync(patterns, { cwd: projectFolder }).map((file) => file.replaceAll("\\", "/"));
  return new Map(files.map((file) => [file, readFileSync(join(projectFolder, file), "utf8")]));
}

/** What the imports of these files, by default all, violate; empty if they follow the table. */
export function brokenRules(sources: Sources, files: Iterable<string> = sources.keys()): readonly string[] {
  return [...files].flatMap((file) => {
    const layer = layerOf(file, layers);
    if (layer === undefined) return [`${file} is in no layer`];
    return importsOf(file, sources.get(file) ?? "").flatMap((name) => {
      const problem = problemOf(file, name, layer, sources);
      return problem === undefined ? [] : [`${file}: ${problem}`];
    });
  });
}

/** Files that import each other, one list for each circle. "values": imports of types alone don't count. */
export function circles(sources: Sources, counted: "all" | "values" = "all"): readonly (readonly string[])[] {
  const read = (text: string) => (counted === "all" ? text : text.replace(/^(?:import|export) type\b/gm, ""));
  const next = new Map([...sources].map(([file, text]) => [file, targetsOf(file, read(text), sources)]));
  const reach = (from: string): ReadonlySet<string> => {
    const seen = new Set<string>();
    const open = [...(next.get(from) ?? [])];
    for (let file = open.pop(); file !== undefined; file = open.pop()) {
      if (seen.has(file)) continue;
      seen.add(file);
      open.push(...(next.get(file) ?? []));
    }
    return seen;
  };
  const reached = new Map([...sources.keys()].map((file) => [file, reach(file)]));
  const inCircle = [...sources.keys()].filter((file) => reached.get(file)?.has(file));
  const together = inCircle.map((file) =>
    inCircle.filter((other) => reached.get(file)?.has(other) && reached.get(other)?.has(file)).sort(),
  );
  return [...new Map(together.map((files) => [files.join(), files])).values()];
}

/** What is wrong with the table itself: every entry of `may` must point up in it, and be used. */
export function tableFaults(sources: Sources, table: readonly Layer[] = layers): readonly string[] {
  const isIn = (place: string) => (file: string) => within(file, place);
  return table.flatMap(({ folder, may }, index) => {
    const files = [...sources].filter(([file]) => layerOf(file, table)?.row.folder === folder);
    const targets = files.flatMap(([file, text]) => targetsOf(file, text, sources));
    const below = table.slice(index).map((row) => row.folder);
    return [
      ...(files.length === 0 ? [`${folder} has no files`] : []),
      ...may.filter((each) => !targets.some(isIn(each))).map((each) => `${folder} does not use ${each}`),
      ...may
        .filter((each) => below.some((row) => within(row, each) || within(each, row)))
        .map((each) => `${each} is beside or below ${folder}`),
    ];
  });
}

interface FoundLayer {
  readonly row: Layer;
  /** The folder itself, with its name in place of `*`. */
  readonly own: string;
}

function layerOf(file: string, table: readonly Layer[]): FoundLayer | undefined {
  const found = table.flatMap((row): readonly FoundLayer[] => {
    const own = new RegExp(`^${row.folder.replace("*", "[^/]+")}(?=/|$)`).exec(file)?.[0];
    return own === undefined ? [] : [{ row, own }];
  });
  return found.sort((one, other) => other.own.length - one.own.length)[0];
}

function problemOf(file: string, name: string, { own, row }: FoundLayer, sources: Sources): string | undefined {
  if (!name.startsWith(".")) return packageProblem(file, name, row);
  const target = targetOf(file, name, sources);
  if (target === undefined) return `“${name}” is not a file of the product`;
  const isAllowed = within(target, own) || row.may.some((place) => within(target, place));
  return isAllowed ? undefined : `${row.folder} may not import ${target}`;
}

function packageProblem(file: string, name: string, { folder, packages = [] }: Layer): string | undefined {
  const known = name.startsWith("node:") ? "node:*" : (/^(@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name);
  if (!packages.includes(known)) return `${folder} may not use ${name}`;
  const keeper = keptTo[known];
  return keeper === undefined || keeper.file === file ? undefined : `only ${keeper.file} uses ${name}: ${keeper.why}`;
}

function within(file: string, place: string): boolean {
  return file === place || file.startsWith(`${place}/`);
}

function targetsOf(file: string, text: string, sources: Sources): readonly string[] {
  return importsOf(file, text)
    .map((name) => (name.startsWith(".") ? targetOf(file, name, sources) : undefined))
    .filter((target) => target !== undefined);
}

function targetOf(file: string, name: string, sources: Sources): string | undefined {
  const path = posix.join(posix.dirname(file), name);
  return [path, `${path}.ts`, `${path}.d.ts`].find((each) => sources.has(each));
}

/**
 * Biome puts each statement at the start of a line. `import(…)` and `require(…)` can be anywhere, even in comments; if
 * their argument is not a plain string, its text is returned instead of a name.
 */
const forms = [
  /^import\s+(?:type\s+)?[^"'`;]*?\bfrom\s*["']([^"'\n]+)["']/gm,
  /^import\s*["']([^"'\n]+)["']/gm,
  /^export\s+(?:type\s+)?(?:\*|\{)[^"'`;]*?\bfrom\s*["']([^"'\n]+)["']/gm,
  /\b(?:import|require)\s*\(\s*(?:["'`]([^"'`\n$]+)["'`]\s*[),]|([^"'`\s)][^)]*|["'`][^)]*))/g,
  /^\/\/\/\s*<reference\s+(?:path|types)=["']([^"'\n]+)["']/gm,
];

function importsOf(file: string, text: string): readonly string[] {
  if (!/\.m?[jt]s$/.test(file)) return [];
  return forms.flatMap((form) => [...text.matchAll(form)].map(([, name, computed]) => name ?? `computed ${computed}`));
}
