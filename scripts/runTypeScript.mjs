import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { inProject, projectFolder } from "./lib/paths.mjs";

/** `node scripts/runTypeScript.mjs <file.ts>`: bundles a program of this project and runs it. Packages stay outside. */
const [entry = ""] = process.argv.slice(2);
const outfile = inProject("dist-test", "programs", `${basename(entry, ".ts")}.mjs`);

/**
 * The scripts find the project by their own place, so they are not moved into the bundle.
 * @type {import("esbuild").Plugin}
 */
const scriptsStayOutside = {
  name: "scripts-stay-outside",
  setup({ onResolve }) {
    onResolve({ filter: /^\..*\.mjs$/ }, ({ path, resolveDir }) => ({
      path: new URL(path, `${pathToFileURL(resolveDir)}/`).href,
      external: true,
    }));
  },
};

await build({
  absWorkingDir: projectFolder,
  entryPoints: [entry],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node24",
  packages: "external",
  sourcemap: "inline",
  plugins: [scriptsStayOutside],
  logLevel: "warning",
});
process.argv.splice(1, 2, outfile);
await import(pathToFileURL(outfile).href);
