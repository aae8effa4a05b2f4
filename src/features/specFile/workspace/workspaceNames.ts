import { readSpecFile } from "../../../core/specFile/parseSpecFile";
import { namesOf, SpecNames } from "../../../core/specFile/specNames";
import { inSlices } from "../../../platform/host/inSlices";

/** Where spec files are; each has a key that stays the same. */
export interface SpecFileSource {
  list(): Promise<readonly string[]>;
  /** undefined if it is gone, or can't be read. */
  read(file: string): Promise<string | undefined>;
  /** The name of a spec without one in this file. */
  defaultName(file: string): string;
}

/** Reading is mostly waiting; the texts stay in memory until their turn. */
const readAtOnce = 32;

/** Which files have a cron of each name: all are read once, and each again when it changes. */
export class WorkspaceNames {
  private readonly names = new SpecNames();

  constructor(private readonly source: SpecFileSource) {}

  get filesByName(): SpecNames["filesByName"] {
    return this.names.filesByName;
  }

  /** Reads all files, in slices, until `isWanted` is false. Forgets files that no longer exist. */
  async scan(isWanted: () => boolean): Promise<void> {
    const files = await this.source.list();
    const listed = new Set(files);
    for (const file of this.names.files) if (!listed.has(file)) this.names.set(file, new Set());
    for (let from = 0; from < files.length && isWanted(); from += readAtOnce) {
      const batch = files.slice(from, from + readAtOnce);
      const texts = await Promise.all(batch.map((file) => this.source.read(file)));
      for (const [index, file] of batch.entries()) await this.take(file, texts[index], isWanted);
    }
  }

  /** Reads one file again. @returns the other files whose findings may have changed */
  async refresh(file: string): Promise<ReadonlySet<string>> {
    return this.take(file, await this.source.read(file), () => true);
  }

  /** Sets the names of a file without reading it, for example while it is edited. @returns as `refresh` does */
  set(file: string, names: ReadonlySet<string>): ReadonlySet<string> {
    return this.names.set(file, names);
  }

  private async take(file: string, text: string | undefined, isWanted: () => boolean): Promise<ReadonlySet<string>> {
    const reading = readSpecFile(text ?? "", this.source.defaultName(file));
    const read = text === undefined ? undefined : await inSlices(reading, isWanted);
    return this.names.set(file, read === undefined ? new Set() : namesOf(read));
  }
}
