import { plainFileName, specSuffix } from "./specNameOfFile";

/** Names that Windows keeps for devices, with any suffix. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * A file name with its suffix for each name, valid on every system and unlike all others, upper and lower case being
 * the same. `otherwise`: for a name of which nothing is left.
 */
export function specFileNames(names: readonly string[], otherwise: string): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const plain = plainFileName(name.normalize("NFC")) || otherwise;
    const base = reserved.test(plain) ? `${otherwise}-${plain}` : plain;
    for (let count = 1; ; count += 1) {
      const file = `${base}${count === 1 ? "" : `-${count}`}${specSuffix}`;
      if (taken.has(file.toLowerCase())) continue;
      taken.add(file.toLowerCase());
      return file;
    }
  });
}
