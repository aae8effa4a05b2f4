/**
 * The name of a spec that has none, from its file's name (without folders). It is the cron's identity, so the editor and
 * the command line must agree on it, and so must file systems that spell letters with marks in different ways.
 */
export function specNameOfFile(fileName: string): string {
  return fileName.replace(/(\.cron)?\.json$/i, "").normalize("NFC");
}
