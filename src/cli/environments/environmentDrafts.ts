import { groupedBy } from "../../core/base/groupedBy";
import { findingInOverride, withOverrides } from "../../core/environments/withOverrides";
import type { Finding } from "../../core/finding/finding";
import type { PlacedFinding, TextFile } from "../../core/plan/planRows";
import { type SpecDraft, specDrafts } from "../../core/plan/specDrafts";
import type { LocatedFinding } from "../../core/specFile/json/locate";
import type { LoadedSpecFile } from "../../core/specFile/loadedSpecFile";
import type { FindingsInFile } from "../files/findingLines";
import type { LoadedEnvironment } from "./loadEnvironment";

/** The specs of the files as an environment has them; without one, as they are written. */
export function draftsFor(
  files: readonly LoadedSpecFile[],
  environment: LoadedEnvironment | undefined,
): readonly SpecDraft[] {
  const drafts = specDrafts(files.filter(({ file }) => file.problems.length === 0));
  if (environment === undefined) return drafts;
  return drafts.map((draft) => ({ ...draft, arguments: withOverrides(draft.arguments, draft.name, environment) }));
}

export function placedFinding(
  finding: Finding,
  { name, read, spec }: SpecDraft,
  environment: LoadedEnvironment | undefined,
): PlacedFinding {
  const moved = environment && findingInOverride(finding, name, environment);
  if (environment === undefined || moved === undefined) return { read, ...spec.locate(finding) };
  return { read: environment.file, ...environment.places.locate(moved) };
}

/**
 * In each file in the order of its text, and once if it is the same of several specs: an override is for all of them. `all`: the files that are
 * told of even without a finding.
 */
export function findingsByFile(
  placed: readonly PlacedFinding[],
  all: readonly TextFile[] = [],
): readonly FindingsInFile[] {
  const byFile = groupedBy(placed, ({ read }) => read);
  return [...new Set([...all, ...byFile.keys()])].map((read) => {
    const findings = [...new Map((byFile.get(read) ?? []).map((each) => [identity(each), each])).values()];
    return { read, findings: findings.sort((one, other) => one.range.offset - other.range.offset) };
  });
}

function identity({ finding: { args, code, span }, range }: LocatedFinding): string {
  return JSON.stringify([code, args, span, range]);
}
