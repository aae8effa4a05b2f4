import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The environment variable with the key that all tests of one run send to servers; each run has a new key. */
export const canaryVariable = "LANGGRAPH_CRONS_CANARY";

/** As long and as plain as a real key, so that URL encoding doesn't change it. */
export const newCanary = () => `lsv2_pt_canary${crypto.randomUUID().replaceAll("-", "")}`;

/** The forms a key can have in a file: text with one or two bytes per character, or part of base64 data. */
const spellings = (/** @type {string} */ key) => [
  Buffer.from(key),
  Buffer.from(key, "utf16le"),
  ...[0, 1, 2].map((shift) => {
    const whole = Buffer.from(`${" ".repeat(shift)}${key}`).toString("base64");
    // The first and last base64 characters also contain bits of the neighbouring bytes.
    return Buffer.from(whole.slice(shift === 0 ? 0 : 4, -4));
  }),
];

/**
 * Files in these folders, or below, that contain the key.
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
