import { checkNameElsewhere } from "../checks/checkNameElsewhere";
import type { SubmitDraft } from "../lifecycle/prepare/submitDraft";
import type { LocatedFinding } from "../specFile/json/locate";
import { type LoadedSpecFile, namesOfAll } from "../specFile/loadedSpecFile";
import type { Spec } from "../specFile/parseSpecFile";

/** A spec, and the file that it comes from. */
export interface SpecDraft<File extends LoadedSpecFile = LoadedSpecFile> extends SubmitDraft {
  readonly name: string;
  readonly read: File;
  readonly spec: Spec;
}

/** All specs of the files. A name that two files have is an error, because all go to one server. */
export function specDrafts<File extends LoadedSpecFile>(files: readonly File[]): readonly SpecDraft<File>[] {
  const { filesByName } = namesOfAll(files);
  return files.flatMap((read) =>
    read.file.specs.map((spec) => {
      const shared = checkNameElsewhere(spec.name, read.path, filesByName)
        .map((finding) => spec.locate(finding))
        .map(onOneServer);
      const findings = [...spec.findings, ...shared.map(({ finding }) => finding)];
      return { name: spec.name, arguments: spec.arguments, protect: spec.protect, findings, read, spec };
    }),
  );
}

/** Files may share a name if they are for different servers. Here all go to one server, so it is an error. */
export function onOneServer(located: LocatedFinding): LocatedFinding {
  const { finding, range } = located;
  return finding.code === "spec.name-elsewhere" ? { finding: { ...finding, severity: "error" }, range } : located;
}
