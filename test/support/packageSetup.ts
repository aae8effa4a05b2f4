import { cp, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { version } from "../../package.json";
import { npm } from "../../scripts/lib/npm.mjs";
import { runCommand } from "../../scripts/lib/runCommand.mjs";
import { tools } from "../../scripts/lib/tools.mjs";
import { inArtifacts, inProject, projectFolder } from "./paths";

declare module "vitest" {
  export interface ProvidedContext {
    /** Both packages, built from nothing, and the copy of the project in which they were built. */
    packed: { readonly vsix: string; readonly commandLine: string; readonly copy: string };
  }
}

/** What the set-up has installed and tests leave behind: the copy shares them. */
const shared: readonly string[] = ["node_modules", ".vscode-test", "artifacts"];
/** What the copy has to build itself, or doesn't need. */
const left: readonly string[] = ["dist", "dist-test", "test", ".git"];

/** A project of its own, because other stages have the checkout's `dist` open. */
async function copyProject(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), "langgraph-crons-copy-"));
  const without = new Set([...shared, ...left].map((name) => inProject(name)));
  await cp(projectFolder, copy, { recursive: true, filter: (path) => !without.has(path) });
  await mkdir(inArtifacts(), { recursive: true });
  for (const name of shared) await symlink(inProject(name), join(copy, name), "junction");
  return copy;
}

async function run(args: readonly string[], cwd: string): Promise<void> {
  const { code, output } = await runCommand(process.execPath, args, { cwd });
  if (code !== 0) throw new Error(`${args.join(" ")} failed:\n${output}`);
}

/** Builds and packs once for all files. Throws what a build says: it says nothing if all is well. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const copy = await copyProject();
  const build = await runCommand(process.execPath, ["esbuild.mjs", "--production"], { cwd: copy });
  if (build.code !== 0 || build.output !== "") throw new Error(`The build said:\n${build.output}`);
  const vsix = inArtifacts("langgraph-crons.vsix");
  await run([tools.vsce, "package", "--no-dependencies", "--out", vsix], copy);
  await npm(process.execPath, ["pack", "./dist/cli", "--pack-destination", inArtifacts()], copy);
  project.provide("packed", { vsix, commandLine: inArtifacts(`langgraph-crons-${version}.tgz`), copy });
  // The links go, not what they lead to.
  return () => rm(copy, { recursive: true, force: true, maxRetries: 5 });
}
