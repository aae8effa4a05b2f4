import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const projectFolder = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** Everything that the set-up downloads: ignored by git, and safe to delete. */
const cacheFolder = join(projectFolder, ".vscode-test");

/** What test runs leave for a person: logs, results, screenshots, traces. */
export const artifactsFolder = join(projectFolder, "artifacts");

export const inProject = (/** @type {readonly string[]} */ ...parts) => join(projectFolder, ...parts);
export const inCache = (/** @type {readonly string[]} */ ...parts) => join(cacheFolder, ...parts);
export const inArtifacts = (/** @type {readonly string[]} */ ...parts) => join(artifactsFolder, ...parts);
