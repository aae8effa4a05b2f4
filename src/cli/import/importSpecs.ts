import { basename, join } from "node:path/posix";
import { sameJson } from "../../core/base/sameJson";
import { type CodeSpec, codeSpec, codeSpecText } from "../../core/fromCode/codeSpec";
import type { Refusal } from "../../core/fromCode/refusal";
import type { LoadedSpecFile } from "../../core/specFile/loadedSpecFile";
import { parseSpecFile } from "../../core/specFile/parseSpecFile";
import { SpecFileNames } from "../../core/specFile/specFileNames";
import { specNameOfFile } from "../../core/specFile/specNameOfFile";
import { specWithArguments } from "../../core/specFile/specWithArguments";
import { type WithoutSecrets, withoutSecrets } from "../../core/specFile/withoutSecrets";
import { type CliIo, reasonOf } from "../cliIo";
import { type FolderThere, type SpecInFolder, specsOf } from "../files/readThere";
import type { FoundCall } from "./foundCalls";

/** What became of one call. */
export type ImportEnd =
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | (Omit<WithoutSecrets, "spec"> & {
      readonly kind: "written" | "overwritten";
      readonly name: string;
      readonly read: LoadedSpecFile;
    })
  /** A spec of this name is there, and is the same or another. */
  | { readonly kind: "unchanged" | "differs"; readonly name: string; readonly read: LoadedSpecFile }
  /** The system's code for why its file can't be written. */
  | { readonly kind: "unwritable"; readonly name: string; readonly path: string; readonly reason: string };

export interface ImportedCall extends FoundCall {
  readonly end: ImportEnd;
}

export interface ImportWork {
  readonly folder: string;
  readonly there: FolderThere;
  /** Specs that differ become as the code has them. */
  readonly overwrite: boolean;
  readonly io: CliIo;
}

/** Writes a spec for each call that was read. One after the other, so that names and files are the same each time. */
export async function importSpecs(calls: readonly FoundCall[], work: ImportWork): Promise<readonly ImportedCall[]> {
  const worker = new ImportWorker(work);
  const imported: ImportedCall[] = [];
  for (const found of calls) imported.push({ ...found, end: await worker.end(found) });
  return imported;
}

class ImportWorker {
  private readonly taken = new Set<string>();
  /** Of secrets: no two specs share one. */
  private readonly variables = new Set<string>();
  private readonly fileNames: SpecFileNames;
  private specs: readonly SpecInFolder[];

  constructor(private readonly work: ImportWork) {
    this.fileNames = new SpecFileNames("cron", work.there.files);
    this.specs = work.there.specs;
  }

  async end({ call, read }: FoundCall): Promise<ImportEnd> {
    const { kind, reading } = call;
    if (reading.kind === "refused") return { kind: "refused", refusal: reading };
    const named = codeSpec(reading.arguments, { fileName: basename(read.path), kind, taken: this.taken });
    this.taken.add(named.name);
    const there = this.specs.find(({ spec }) => spec.name === named.name);
    return there === undefined ? this.writeNew(named) : this.compare(there, named);
  }

  private async writeNew(named: CodeSpec): Promise<ImportEnd> {
    const { name } = named;
    const path = join(this.work.folder, this.fileNames.next(name));
    const { text, ...secrets } = codeSpecText(named, specNameOfFile(basename(path)), this.variables);
    return this.write(path, text, { kind: "written", name, ...secrets });
  }

  private async compare({ fileSpecName, read, spec: old }: SpecInFolder, { name, spec }: CodeSpec): Promise<ImportEnd> {
    const { spec: wanted, ...secrets } = withoutSecrets(spec, name, this.variables);
    for (const { variable } of secrets.placeholders) this.variables.add(variable);
    if (sameJson(old.arguments, wanted)) return { kind: "unchanged", name, read };
    if (!this.work.overwrite) return { kind: "differs", name, read };
    const text = specWithArguments(read.text, old, wanted);
    const now = { ...read, text, file: parseSpecFile(text, fileSpecName) };
    // Another call may change the same file, which then has this text.
    this.specs = [...this.specs.filter((each) => each.read.path !== read.path), ...specsOf(now)];
    return this.write(read.path, text, { kind: "overwritten", name, ...secrets });
  }

  private async write(
    path: string,
    text: string,
    end: Omit<Extract<ImportEnd, { kind: "written" | "overwritten" }>, "read">,
  ): Promise<ImportEnd> {
    try {
      await this.work.io.createFolder(this.work.folder);
      await this.work.io.writeFile(path, text);
    } catch (error) {
      return { kind: "unwritable", name: end.name, path, reason: reasonOf(error) };
    }
    return { ...end, read: { path, text, file: parseSpecFile(text, specNameOfFile(basename(path))) } };
  }
}
