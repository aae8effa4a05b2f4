import { hasErrors } from "../specFile/json/locate";
import type { LoadedSpecFile } from "../specFile/loadedSpecFile";

/**
 * The names of all specs of a set, or a file that can't be read as specs with a name: then nobody can say which specs are
 * gone. `files`: all of the set's folder.
 */
export function setNames(
  files: readonly LoadedSpecFile[],
): { readonly names: ReadonlySet<string> } | { readonly unreadable: string } {
  const broken = files.find(
    ({ file: { problems, specs } }) =>
      hasErrors(problems) || specs.some(({ findings }) => findings.some(({ path }) => path[0] === "name")),
  );
  if (broken !== undefined) return { unreadable: broken.path };
  return { names: new Set(files.flatMap(({ file }) => file.specs.map(({ name }) => name))) };
}
