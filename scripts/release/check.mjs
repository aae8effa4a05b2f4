import { readFileSync, writeFileSync } from "node:fs";
import { inProject } from "../lib/paths.mjs";
import { say } from "../lib/say.mjs";
import { releaseOf } from "./releaseOf.mjs";

/** `node scripts/release/check.mjs <tag> [file]`: fails if that tag can't be released, otherwise writes its notes. */
const [tag = "", notesFile] = process.argv.slice(2);

const read = (/** @type {string} */ file) => readFileSync(inProject(file), "utf8");
const versionIn = (/** @type {string} */ file) => /** @type {string | undefined} */ (JSON.parse(read(file)).version);

const files = ["package.json", "package-lock.json"];
const release = releaseOf({
  tag,
  versions: Object.fromEntries(files.map((file) => [file, versionIn(file)])),
  changelog: read("CHANGELOG.md"),
});

if ("problems" in release) {
  for (const problem of release.problems) say(problem);
  process.exitCode = 1;
} else {
  if (notesFile !== undefined) writeFileSync(notesFile, `${release.notes}\n`);
  say(`${tag} can be released.`);
}
