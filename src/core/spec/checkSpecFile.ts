import { type CheckOptions, checkArguments } from "./checkArguments";
import type { LocatedFinding, SpecFile } from "./parseSpecFile";

/**
 * Everything to say about a spec file, in the order of the text. Where the text itself can't be read, that comes alone:
 * what the rules would say of its pieces is mostly an echo.
 */
export function checkSpecFile({ specs, problems }: SpecFile, options: CheckOptions): readonly LocatedFinding[] {
  if (problems.length > 0) return problems;
  return specs
    .flatMap((spec) => [...spec.findings, ...checkArguments(spec.arguments, options)].map(spec.locate))
    .sort((one, other) => one.range.offset - other.range.offset);
}
