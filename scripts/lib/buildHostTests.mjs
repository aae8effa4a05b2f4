import { rm } from "node:fs/promises";
import { build } from "esbuild";
import { inProject, projectFolder } from "./paths.mjs";

/** Where the compiled suites are; each folder of suites has its own name under it. */
export const hostTestsFolder = inProject("dist-test", "suites");

/** Compiles the suites that run inside VS Code. Files are found by their ending, never listed. */
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
