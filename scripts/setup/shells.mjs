import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { aptInstall, canAptInstall } from "../lib/aptInstall.mjs";
import { step } from "../lib/say.mjs";

const isOnPath = (/** @type {string} */ program) =>
  (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));

/** Shells whose completion is tested. CI installs them; on a person's machine tests skip a missing one. */
export const ensureShells = async () => {
  const missing = ["zsh", "fish"].filter((shell) => !isOnPath(shell));
  if (missing.length === 0 || process.env.CI !== "true" || !canAptInstall()) return;
  await step(`${missing.join(" and ")} (apt-get)`, () => aptInstall(...missing));
};
