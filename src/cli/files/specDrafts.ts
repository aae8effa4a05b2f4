import { checkNameElsewhere } from "../../core/checks/checkNameElsewhere";
import type { SubmitDraft } from "../../core/lifecycle/prepare/submitDraft";
import type { LocatedFinding } from "../../core/specFile/json/locate";
import type { Spec } from "../../core/specFile/parseSpecFile";
import { type LoadedSpecFile, namesOfAll } from "./loadSpecFiles";

/** A spec, and the file that it comes from. */
export interface SpecDraft extends SubmitDraft {
  readonly name: string;
  readonly read: LoadedSpecFile;
  readonly spec: Spec;
}

/** All specs of the files. A name that two files have is an error, because all go to one server. */
export function specDrafts(files: readonly LoadedSpecFile[]): readonly SpecDraft[] {
  const { filesByName } = namesOfAll(files);
  return files.flatMap((read) =>
    read.file.specs.map((spec) => {
      const shared = checkNameElsewhere(spec.name, read.path, filesByName)
        .map((finding) => spec.locate(finding))
        .map(onOneServer);
      const findings = [...spec.findings, ...shared.map(({ finding }) => finding)];
      return { name: spec.name, arguments: spec.arguments, findings, read, spec };
    }),
  );
}

/** Files may share a name if they are for different servers. Here all go to one server, so it is an error. */
export function onOneServer(located: LocatedFinding): LocatedFinding {
  const { finding, range } = located;
  return finding.code === "spec.name-elsewhere" ? { finding: { ...finding, severity: "error" }, range } : located;
}
