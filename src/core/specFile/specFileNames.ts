import { plainFileName, specSuffix } from "./specNameOfFile";

/** Names that Windows keeps for devices, with any suffix. */
const reserved = /^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])$/i;

/** Gives file names that are valid on every system and unlike each other, upper and lower case being the same. */
export class SpecFileNames {
  private readonly taken = new Set<string>();

  /** `otherwise`: for a name of which nothing is left. `there`: files that are there already. */
  constructor(
    private readonly otherwise: string,
    there: Iterable<string> = [],
  ) {
    for (const file of there) this.taken.add(folded(file));
  }

  /** The next free file name for this name, with the suffix. `isFree`: what else is asked of it, without the suffix. */
  next(name: string, isFree: (stem: string) => boolean = () => true): string {
    const plain = plainFileName(name.normalize("NFC")) || this.otherwise;
    const base = reserved.test(plain) ? `${this.otherwise}-${plain}` : plain;
    for (let count = 1; ; count += 1) {
      const stem = count === 1 ? base : `${base}-${count}`;
      const file = `${stem}${specSuffix}`;
      if (this.taken.has(folded(file)) || !isFree(stem)) continue;
      this.taken.add(folded(file));
      return file;
    }
  }
}

/** Equal for all names that some file system takes for one. */
function folded(file: string): string {
  return file.normalize("NFC").toUpperCase().toLowerCase();
}
