import { runToEnd } from "../base/runToEnd";
import { type CheckOptions, checkArguments } from "../checks/checkArguments";
import type { CheckMemory } from "./checkMemory";
import type { LocatedFinding } from "./json/locate";
import type { SpecFile } from "./parseSpecFile";

/**
 * Everything to say about a spec file, in the order of the text. Where the text itself can't be read, that comes alone:
 * what the rules would say of its pieces is mostly an echo.
 */
export function checkSpecFile(file: SpecFile, options: CheckOptions, memory?: CheckMemory): readonly LocatedFinding[] {
  return runToEnd(checkSpecs(file, options, memory));
}

/** As `checkSpecFile`, a spec at a time, so that a big file keeps nobody waiting. */
export function* checkSpecs(
  { specs, problems }: SpecFile,
  options: CheckOptions,
  memory?: CheckMemory,
): Generator<void, readonly LocatedFinding[]> {
  if (problems.length > 0) return problems;
  const found: LocatedFinding[] = [];
  for (const spec of specs) {
    for (const finding of spec.findings) found.push(spec.locate(finding));
    const findings = memory?.findings(spec, options) ?? checkArguments(spec.arguments, options);
    for (const finding of findings) found.push(spec.locate(finding));
    yield;
  }
  return found.sort((one, other) => one.range.offset - other.range.offset);
}
