import { lstatSync, readFileSync } from "node:fs";
import { npm } from "../lib/npm.mjs";
import { inProject, projectFolder } from "../lib/paths.mjs";
import { step } from "../lib/say.mjs";

/** @typedef {{ version?: string, optional?: boolean }} LockEntry */

const packagesOf = (/** @type {string} */ file) => {
  const lock = JSON.parse(readFileSync(file, "utf8"));
  return /** @type {Readonly<Record<string, LockEntry>>} */ (lock.packages ?? {});
};

/** npm notes what it has installed in a hidden lock file, so an `npm install` by hand counts too. */
const areInstalled = () => {
  const wanted = packagesOf(inProject("package-lock.json"));
  try {
    const installed = packagesOf(inProject("node_modules", ".package-lock.json"));
    return Object.entries(wanted).every(
      ([path, entry]) => path === "" || entry.optional === true || installed[path]?.version === entry.version,
    );
  } catch {
    return false;
  }
};

/** A worktree may link to the packages of another checkout, which `npm ci` would delete there. */
const areLinked = () => lstatSync(inProject("node_modules"), { throwIfNoEntry: false })?.isSymbolicLink() === true;

/** Runs `npm ci` if the installed packages differ from the lock file. */
export const ensureDependencies = async (/** @type {string} */ node) => {
  if (areLinked() || areInstalled()) return;
  await step("npm packages", () => npm(node, ["ci"], projectFolder));
};
