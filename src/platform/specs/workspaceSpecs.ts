import { readSpecFile, type SpecFile } from "../../core/specFile/parseSpecFile";
import { namesOf, SpecNames } from "../../core/specFile/specNames";
import { inSlices } from "../host/inSlices";

/** Where spec files are; each has a key that stays the same. */
export interface SpecFileSource {
  list(): Promise<readonly string[]>;
  /** undefined if it is gone, or can't be read. */
  read(file: string): Promise<string | undefined>;
  /** The name of a spec without one in this file. */
  defaultName(file: string): string;
}

/** A text, and what is in it. */
export interface ReadSpecText {
  readonly text: string;
  readonly file: SpecFile;
}

/** Reading is mostly waiting; the texts stay in memory until their turn. */
const readAtOnce = 32;

/** The spec files of a workspace, and which have a cron of each name: all are read once, and each again when it changes. */
export class WorkspaceSpecs {
  private readonly names = new SpecNames();
  private readonly texts = new Map<string, ReadSpecText>();

  constructor(private readonly source: SpecFileSource) {}

  get filesByName(): SpecNames["filesByName"] {
    return this.names.filesByName;
  }

  /** By their keys. */
  get files(): ReadonlyMap<string, ReadSpecText> {
    return this.texts;
  }

  /** Reads all files, in slices, until `isWanted` is false. Forgets files that no longer exist. */
  async scan(isWanted: () => boolean): Promise<void> {
    const files = await this.source.list();
    const listed = new Set(files);
    for (const file of [...this.texts.keys()]) if (!listed.has(file)) this.set(file, undefined);
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

  /** Sets what is in a file without reading it, for example while it is edited. @returns as `refresh` does */
  set(file: string, read: ReadSpecText | undefined): ReadonlySet<string> {
    if (read === undefined) this.texts.delete(file);
    else this.texts.set(file, read);
    return this.names.set(file, read === undefined ? new Set() : namesOf(read.file));
  }

  private async take(file: string, text: string | undefined, isWanted: () => boolean): Promise<ReadonlySet<string>> {
    if (text === undefined) return this.set(file, undefined);
    if (this.texts.get(file)?.text === text) return new Set();
    const read = await inSlices(readSpecFile(text, this.source.defaultName(file)), isWanted);
    return read === undefined ? new Set() : this.set(file, { text, file: read });
  }
}
