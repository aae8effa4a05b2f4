import type { SpecFile } from "./parseSpecFile";
import { namesOf, SpecNames } from "./specNames";

/** A spec file that was read. */
export interface LoadedSpecFile {
  /** What it is called in messages. */
  readonly path: string;
  readonly text: string;
  readonly file: SpecFile;
}

/** Which of the files has a spec of each name. */
export function namesOfAll(files: readonly LoadedSpecFile[]): SpecNames {
  const names = new SpecNames();
  for (const { path, file } of files) names.set(path, namesOf(file));
  return names;
}
