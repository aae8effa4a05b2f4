import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { inProject, projectFolder } from "./paths.mjs";

/**
 * The scripts locate the project by their own path, so they stay outside the bundle.
 * @type {import("esbuild").Plugin}
 */
const scriptsStayOutside = {
  name: "scripts-stay-outside",
  setup({ onResolve }) {
    onResolve({ filter: /^\..*\.mjs$/ }, ({ path, resolveDir }) => ({
      path: pathToFileURL(join(resolveDir, path)).href,
      external: true,
    }));
  },
};

/**
 * Bundles a TypeScript program of this project; packages stay outside. Returns the URL to import.
 * @param {string} entry relative to the project
 */
export const bundleProgram = async (entry) => {
  const outfile = inProject("dist-test", "programs", entry.replace(/\.ts$/, ".mjs"));
  await build({
    absWorkingDir: projectFolder,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node24",
    packages: "external",
    // Services that need the editor are measured with the same stub as in unit tests.
    alias: { vscode: inProject("test", "unit", "support", "vscode.ts") },
    sourcemap: "inline",
    plugins: [scriptsStayOutside],
    logLevel: "warning",
  });
  return pathToFileURL(outfile).href;
};
