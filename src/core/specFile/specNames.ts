import type { FilesByName } from "../checks/checkNameElsewhere";
import type { SpecFile } from "./parseSpecFile";

/** The files that have a spec of each name, updated when files are added, changed or deleted. */
export class SpecNames {
  private readonly byFile = new Map<string, ReadonlySet<string>>();
  private readonly byName = new Map<string, Set<string>>();

  /** The files with at least one name. */
  get files(): readonly string[] {
    return [...this.byFile.keys()];
  }

  get filesByName(): FilesByName {
    return this.byName;
  }

  /**
   * Records the names in a file, none if it is gone. Returns the other files that share or shared a name with it, or
   * none if its names did not change.
   */
  set(file: string, names: ReadonlySet<string>): ReadonlySet<string> {
    const before: ReadonlySet<string> = this.byFile.get(file) ?? new Set();
    const others = new Set<string>();
    for (const name of [...before, ...names]) {
      if (before.has(name) && names.has(name)) continue;
      const files = this.byName.get(name) ?? new Set<string>();
      for (const other of files) if (other !== file) others.add(other);
      if (names.has(name)) files.add(file);
      else files.delete(file);
      if (files.size > 0) this.byName.set(name, files);
      else this.byName.delete(name);
    }
    if (names.size > 0) this.byFile.set(file, names);
    else this.byFile.delete(file);
    return others;
  }
}

/** The names in a readable text; in a broken one, the name itself may be broken. */
export function namesOf({ specs, problems }: SpecFile): ReadonlySet<string> {
  return new Set(problems.length > 0 ? [] : specs.map(({ name }) => name));
}
