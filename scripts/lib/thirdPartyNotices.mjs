import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inProject } from "./paths.mjs";

/** The file in each package that names the packages inside it. */
export const noticesFile = "ThirdPartyNotices.txt";

/** Files of ours that hold data of packages that are not bundled themselves. */
const dataFrom = /** @type {Readonly<Record<string, readonly string[]>>} */ ({
  "src/core/schedule/zonePlaceList.ts": ["node_modules/@vvo/tzdb", "node_modules/city-timezones"],
});

/**
 * The folders of the packages of which something is in these builds, relative to the project. What esbuild has read but
 * left out does not count.
 * @param {readonly (Pick<import("esbuild").Metafile, "outputs"> | undefined)[]} metafiles
 * @returns {readonly string[]}
 */
export const bundledPackages = (metafiles) => {
  const outputs = metafiles.flatMap((metafile) => Object.values(metafile?.outputs ?? {}));
  const inputs = outputs.flatMap((output) => Object.entries(output.inputs));
  const folders = inputs.flatMap(([file, { bytesInOutput }]) => {
    if (bytesInOutput === 0) return [];
    const [folder] = /^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? [];
    return folder === undefined ? (dataFrom[file] ?? []) : [folder];
  });
  return [...new Set(folders)];
};

/**
 * A package with the text of its licence. One that says MIT and has no text of it gets the text of our own licence, with
 * the name of its author.
 * @param {string} folder relative to the project
 */
const noticeOf = (folder) => {
  const path = inProject(folder);
  const { name, version, license, author } = JSON.parse(readFileSync(join(path, "package.json"), "utf8"));
  const texts = readdirSync(path)
    .filter((file) => /^(licen[cs]e|copying|notice)\b/i.test(file))
    .map((file) => readFileSync(join(path, file), "utf8").trim());
  if (texts.length === 0) {
    if (license !== "MIT" || typeof author !== "string") {
      throw new Error(
        `${name} is bundled and has no text of its licence. Say in scripts/lib/thirdPartyNotices.mjs where to find it.`,
      );
    }
    const ours = readFileSync(inProject("LICENSE"), "utf8").trim();
    texts.push(ours.replace(/^Copyright .*$/m, `Copyright (c) ${author}`));
  }
  return { name, text: [`${name} ${version} (${license})`, ...texts].join("\n\n") };
};

/**
 * Writes the licences of everything that these builds contain into a folder.
 * @param {string} folder relative to the project
 * @param {readonly (import("esbuild").Metafile | undefined)[]} metafiles
 */
export const writeThirdPartyNotices = (folder, metafiles) => {
  const notices = bundledPackages(metafiles)
    .map(noticeOf)
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const intro = "This package contains the following packages, or data from them, each under its own licence.";
  const line = `\n\n${"-".repeat(80)}\n\n`;
  writeFileSync(inProject(folder, noticesFile), `${[intro, ...notices.map(({ text }) => text)].join(line)}\n`);
};
