import type { Finding, Fix, TextSpan } from "../finding";
import { scheduleFindings } from "./scheduleFindings";

export type ScheduleFindingCode = keyof typeof scheduleFindings;

/** A finding at a part of the schedule's text. */
export function findingOf(
  code: ScheduleFindingCode,
  span: TextSpan | undefined,
  args: Finding["args"] = {},
  fix?: Fix,
): Finding {
  return {
    code,
    severity: scheduleFindings[code].severity,
    path: ["schedule"],
    args,
    ...(span === undefined ? {} : { span }),
    ...(fix === undefined ? {} : { fix }),
  };
}

/** The fix that puts `text` in place of the finding's span. */
export function replaceBy(text: string): Fix {
  return { kind: "replaceText", text };
}
