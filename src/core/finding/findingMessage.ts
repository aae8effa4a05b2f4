import { fillMessage } from "../base/message";
import { durationOf } from "./durations";
import type { Finding } from "./finding";
import { findingCatalogue } from "./findingCatalogue";

/** The finding's English sentence, with its arguments filled in. */
export function findingMessage(finding: Finding): string {
  const { args, code } = finding;
  return fillMessage(findingCatalogue[code].message, { ...args, ...apart(args) });
}

/** Fills `{apart}`: the seconds in the finding's arguments, as people say them. */
function apart({ seconds }: Finding["args"]): Finding["args"] {
  if (typeof seconds !== "number") return {};
  const { text, count } = durationOf(seconds);
  return { apart: fillMessage(text, { count }) };
}
