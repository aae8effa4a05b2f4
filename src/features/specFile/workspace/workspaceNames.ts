import { readSpecFile } from "../../../core/specFile/parseSpecFile";
import { namesOf, SpecNames } from "../../../core/specFile/specNames";
import { inSlices } from "../../../platform/host/inSlices";

/** Where spec files are, each by a name that stays the same. */
export interface SpecFileSource {
  list(): Promise<readonly string[]>;
  /** undefined where it is gone, or can't be read. */
  read(file: string): Promise<string | undefined>;
  /** What a spec without a name is called there. */
  defaultName(file: string): string;
}

/** Reading is waiting mostly; what is read waits in memory. */
const readAtOnce = 32;

/** Which files have a cron of each name: all read once, then each again when it changes. */
export class WorkspaceNames {
  private readonly names = new SpecNames();

  constructor(private readonly source: SpecFileSource) {}

  get filesByName(): SpecNames["filesByName"] {
    return this.names.filesByName;
  }

  /** Reads all files, a slice at a time, until nobody wants it any more. What is no longer among them is forgotten. */
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

  /** Reads one file again. @returns the other files whose findings may be others now */
  async refresh(file: string): Promise<ReadonlySet<string>> {
    return this.take(file, await this.source.read(file), () => true);
  }

  /** What is known of a file from elsewhere, as of one that is being edited. @returns as `refresh` does */
  set(file: string, names: ReadonlySet<string>): ReadonlySet<string> {
    return this.names.set(file, names);
  }

  private async take(file: string, text: string | undefined, isWanted: () => boolean): Promise<ReadonlySet<string>> {
    const reading = readSpecFile(text ?? "", this.source.defaultName(file));
    const read = text === undefined ? undefined : await inSlices(reading, isWanted);
    return this.names.set(file, read === undefined ? new Set() : namesOf(read));
  }
}
