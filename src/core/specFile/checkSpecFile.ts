import { runToEnd } from "../base/runToEnd";
import { type CheckOptions, checkArguments } from "../checks/checkArguments";
import type { CheckMemory } from "./checkMemory";
import type { LocatedFinding } from "./json/locate";
import type { SpecFile } from "./parseSpecFile";

/**
 * All findings about a spec file, in text order. If the text itself can't be read, only that is reported, because the
 * rules' findings on its parts would mostly be consequences.
 */
export function checkSpecFile(file: SpecFile, options: CheckOptions, memory?: CheckMemory): readonly LocatedFinding[] {
  return runToEnd(checkSpecs(file, options, memory));
}

/** Like `checkSpecFile`, but yields after each spec, so that a big file doesn't block. */
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
