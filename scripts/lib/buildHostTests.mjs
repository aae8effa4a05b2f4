import { rm } from "node:fs/promises";
import { build } from "esbuild";
import { inProject, projectFolder } from "./paths.mjs";

/** Where the compiled suites are, in one folder for each folder of suites. */
export const hostTestsFolder = inProject("dist-test", "suites");

/** Compiles the suites that run inside VS Code. Files are found by their suffix, never listed. */
export const buildHostTests = async () => {
  await rm(hostTestsFolder, { recursive: true, force: true });
  await build({
    absWorkingDir: projectFolder,
    entryPoints: ["test/host/index.ts", "test/**/*.hosttest.ts"],
    outbase: "test",
    outdir: hostTestsFolder,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    sourcemap: "inline",
    external: ["vscode", "mocha"],
    mainFields: ["module", "main"],
    alias: { ofetch: inProject("node_modules", "ofetch", "dist", "index.mjs") },
    logLevel: "warning",
  });
};
