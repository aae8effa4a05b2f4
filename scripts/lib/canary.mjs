import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** In the environment of a test run: the key that all its tests give to servers, made anew for each run. */
export const canaryVariable = "LANGGRAPH_CRONS_CANARY";

/** As long and as plain as a real key, so that no encoding for addresses changes it. */
export const newCanary = () => `lsv2_pt_canary${crypto.randomUUID().replaceAll("-", "")}`;

/** How a key may stand in a file: as text of one or two bytes a character, or within something that is base64. */
const spellings = (/** @type {string} */ key) => [
  Buffer.from(key),
  Buffer.from(key, "utf16le"),
  ...[0, 1, 2].map((shift) => {
    const whole = Buffer.from(`${" ".repeat(shift)}${key}`).toString("base64");
    // The first and the last characters also hold bits of what stands beside the key.
    return Buffer.from(whole.slice(shift === 0 ? 0 : 4, -4));
  }),
];

/**
 * Files at or below these folders that hold the key.
 * @param {string} key
 * @param {readonly string[]} folders
 * @returns {readonly string[]}
 */
export const filesWithCanary = (key, folders) => {
  const wanted = spellings(key);
  return folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name)),
    )
    .filter((file) => {
      const content = readFileSync(file);
      return wanted.some((spelling) => content.includes(spelling));
    });
};
