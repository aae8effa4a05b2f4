import type { Finding } from "../finding/finding";
import { shown, specFinding } from "./specFinding";

/** The files that have a spec of each name, with paths as the user sees them: workspace-relative, or complete. */
export type FilesByName = ReadonlyMap<string, ReadonlySet<string>>;

/** How many files a message names. */
const named = 3;

/**
 * Warns if other files than `file` have a spec of this name; `spec.name-duplicate` covers the same file. No error,
 * since the files may be for different servers. Looks into `filesByName` once, however many files there are.
 */
export function checkNameElsewhere(name: string, file: string, filesByName: FilesByName): readonly Finding[] {
  const others = [...(filesByName.get(name) ?? [])].filter((other) => other !== file).sort();
  if (others.length === 0) return [];
  const files = others.slice(0, named).map(shown).join(", ") + (others.length > named ? ", …" : "");
  return [specFinding("spec.name-elsewhere", ["name"], { args: { name: shown(name), files } })];
}
