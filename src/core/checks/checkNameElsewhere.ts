import type { Finding } from "../finding/finding";
import { shown, specFinding } from "./specFinding";

/** Which files have a spec of each name. Files as a user knows them: from the workspace's folder, or whole. */
export type FilesByName = ReadonlyMap<string, ReadonlySet<string>>;

/** So many files fit into a message. */
const named = 3;

/**
 * Whether a spec of `file` has its name to itself; `spec.name-duplicate` is about those in one file. A warning and no
 * error, since the files may be for different servers. One look into `filesByName`, however many files there are.
 */
export function checkNameElsewhere(name: string, file: string, filesByName: FilesByName): readonly Finding[] {
  const others = [...(filesByName.get(name) ?? [])].filter((other) => other !== file).sort();
  if (others.length === 0) return [];
  const files = others.slice(0, named).map(shown).join(", ") + (others.length > named ? ", …" : "");
  return [specFinding("spec.name-elsewhere", ["name"], { args: { name: shown(name), files } })];
}
