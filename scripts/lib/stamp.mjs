import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** True if an earlier set-up finished with exactly this content. */
export const isStamped = (/** @type {string} */ file, /** @type {string} */ content) => {
  try {
    return readFileSync(file, "utf8") === content;
  } catch {
    return false;
  }
};

/** Written last, so that an interrupted installation is repeated. */
export const stamp = (/** @type {string} */ file, /** @type {string} */ content) => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
};
