/** How the name of every spec file ends. */
export const specSuffix = ".cron.json";

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
