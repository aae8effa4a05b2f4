import { existsSync } from "node:fs";
import { inProject } from "./paths";

/** Path of a file that the build makes in `dist`. Throws where it has not been built: no test builds it by itself. */
export function builtFile(name: string): string {
  const path = inProject("dist", name);
  if (!existsSync(path)) throw new Error(`There is no dist/${name} yet: \`npm run build\` makes it.`);
  return path;
}
