import { readFileSync } from "node:fs";
import { downloadAndUnzipVSCode, SilentReporter } from "@vscode/test-electron";
import { inCache, inProject } from "../lib/paths.mjs";
import { say } from "../lib/say.mjs";
import { wantedVscode } from "./wantedVscode.mjs";

/**
 * `node scripts/release/downloadVscode.mjs <oldest | stable | 1.2.3>`: downloads that desktop VS Code and prints its
 * path as an environment variable, which the host tests read.
 */
const manifest = JSON.parse(readFileSync(inProject("package.json"), "utf8"));
const version = wantedVscode(process.argv[2] ?? "stable", manifest.engines.vscode);
const program = await downloadAndUnzipVSCode({
  version,
  cachePath: inCache("desktop"),
  reporter: new SilentReporter(),
});
say(`VSCODE_EXECUTABLE_PATH=${program}`);
