/** How the name of every spec file ends, in upper or lower case. */
export const specSuffix = ".cron.json";

/** All spec files, for globs: these know upper from lower case on most systems. */
export const specGlob = `**/*${specSuffix.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`)}`;

/** Whether a file, with or without its folders, is a spec file: the one rule for activation, features and commands. */
export function isSpecFileName(path: string): boolean {
  return path.toLowerCase().endsWith(specSuffix);
}

/** What a spec file is to be called that somebody asked for by this name: the suffix once. Empty where it has no name beside it. */
export function specFileName(asked: string): string {
  const name = asked.replace(/(?:\.cron\.json)+$/i, "");
  if (name === "") return "";
  if (name.length + specSuffix.length === asked.length) return asked;
  const plain = name === asked ? asked.replace(/(\.cron)?(\.json)?$/i, "") : name;
  return plain === "" ? "" : `${plain}${specSuffix}`;
}

/**
 * The name of a spec that has none, from its file's name (without folders). It is the cron's identity, so the editor and
 * the command line must agree on it, and so must file systems that spell letters with marks in different ways.
 */
export function specNameOfFile(fileName: string): string {
  return fileName.replace(/(\.cron)?\.json$/i, "").normalize("NFC");
}

/** What a file of a spec with this name can be called on every system, without the suffix; empty where nothing is left. */
export function plainFileName(name: string): string {
  return name
    .replace(/[^\p{L}\p{N}_-]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
}
