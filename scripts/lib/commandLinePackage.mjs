import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { posix } from "node:path";
import { inProject } from "./paths.mjs";
import { noticesFile } from "./thirdPartyNotices.mjs";

/** Where the command line is built, and what `npm pack` packs. */
export const commandLineFolder = "dist/cli";

/**
 * Everything is bundled, so the package has no dependencies.
 * @param {Readonly<Record<string, unknown>>} extension the extension's manifest
 * @param {readonly string[]} files
 */
const manifestOf = ({ name, version, license, repository, homepage, bugs }, files) => ({
  name,
  version,
  description: "Checks and submits the schedules of LangGraph agents, and says when an Agent Server runs them.",
  keywords: ["langgraph", "langsmith", "cron", "schedule", "agents", "cli", "lint"],
  license,
  repository,
  homepage,
  bugs,
  type: "commonjs",
  bin: { "langgraph-crons": "cli.js" },
  engines: { node: ">=20" },
  files,
});

/**
 * The start of the page in docs, up to the first command, with links to the repository.
 * @param {string} page docs/command-line.md
 * @param {string} repository its address
 */
const readmeOf = (page, repository) => {
  const [beginning = ""] = page.split(/^## /m);
  const docs = `${repository}/blob/main/docs`;
  const text = beginning
    .replace(/^# .*/, "# langgraph-crons")
    .replace(/^<!-- .* -->\n\n?/gm, "")
    .replace(/\]\(#/g, "](command-line.md#")
    .replace(/\]\((?!https?:)/g, `](${docs}/`);
  return `${text.trimEnd()}\n\n[Every command](${docs}/command-line.md) · [Extension for VS Code](${repository})\n`;
};

/**
 * Adds the other files of an npm package to the built command line.
 * @param {import("esbuild").Metafile | undefined} metafile
 */
export const writeCommandLinePackage = (metafile) => {
  const inFolder = (/** @type {string} */ file) => inProject(commandLineFolder, file);
  const built = Object.keys(metafile?.outputs ?? {}).map((file) => posix.relative(commandLineFolder, file));
  const extension = JSON.parse(readFileSync(inProject("package.json"), "utf8"));
  const repository = extension.repository.url.replace(/\.git$/, "");
  // Lists only files of this build: the folder may contain files of earlier ones.
  writeFileSync(
    inFolder("package.json"),
    `${JSON.stringify(manifestOf(extension, [...built.sort(), noticesFile]), null, 2)}\n`,
  );
  writeFileSync(inFolder("README.md"), readmeOf(readFileSync(inProject("docs/command-line.md"), "utf8"), repository));
  cpSync(inProject("LICENSE"), inFolder("LICENSE"));
  // Scripts in a checkout have used this path since 0.1.
  writeFileSync(inProject("dist", "cli.js"), '#!/usr/bin/env node\nrequire("./cli/cli.js");\n');
};
