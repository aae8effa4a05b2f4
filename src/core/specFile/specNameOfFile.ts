/** The end of every spec file's name, in any case. */
export const specSuffix = ".cron.json";

/** Matches all spec files; globs are case-sensitive on most systems. */
export const specGlob = `**/*${specSuffix.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`)}`;

/** Whether a file, with or without its folders, is a spec file: the one rule for activation and all features. */
export function isSpecFileName(path: string): boolean {
  return path.toLowerCase().endsWith(specSuffix);
}

/** Whether a folder of this name is never looked into: builds and package managers put copies of spec files there. */
export function isSkippedFolder(name: string): boolean {
  return name === "node_modules" || name.startsWith(".");
}

/** The file name for the name a user entered, with the suffix once; empty if nothing else is left of it. */
export function specFileName(asked: string): string {
  const name = asked.replace(/(?:\.cron\.json)+$/i, "");
  if (name === "") return "";
  if (name.length + specSuffix.length === asked.length) return asked;
  const plain = name === asked ? asked.replace(/(\.cron)?(\.json)?$/i, "") : name;
  return plain === "" ? "" : `${plain}${specSuffix}`;
}

/**
 * The name of a spec without one, from its file's name (without folders). It is the cron's identity, so the editor and
 * the command line must agree on it, as must file systems that encode accented letters differently.
 */
export function specNameOfFile(fileName: string): string {
  return fileName.replace(/(\.cron)?\.json$/i, "").normalize("NFC");
}

/** A file name for a spec with this name that is valid on every system, without suffix; empty if nothing is left. */
export function plainFileName(name: string): string {
  // Bounded: the search for hyphens at the end starts anew at each hyphen.
  const plain = name
    .slice(0, 1000)
    .replace(/[^\p{L}\p{N}_-]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  return [...plain].slice(0, 60).join("");
}
