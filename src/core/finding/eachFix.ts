import type { Finding } from "./finding";

/** The finding with the fix that it has, or once with each that there is to choose from; none where nothing is offered. */
export function eachFix(finding: Finding): readonly Finding[] {
  const { choices = [], fix, ...rest } = finding;
  return [...(fix === undefined ? [] : [fix]), ...choices].map((each) => ({ ...rest, choices, fix: each }));
}
