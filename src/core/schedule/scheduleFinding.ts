import { oneLine } from "../base/oneLine";
import { scheduleFindings } from "../finding/catalogue/scheduleFindings";
import { zoneFindings } from "../finding/catalogue/zoneFindings";
import type { Finding, Fix, TextSpan } from "../finding/finding";

const entries = { ...scheduleFindings, ...zoneFindings };

export type ScheduleFindingCode = keyof typeof entries;

/** A finding at a part of the schedule's text. */
export function findingOf(
  code: ScheduleFindingCode,
  span: TextSpan | undefined,
  args: Finding["args"] = {},
  fix?: Fix,
): Finding {
  return {
    code,
    severity: entries[code].severity,
    path: ["schedule"],
    args: Object.fromEntries(Object.entries(args).map(([name, value]) => [name, shownValue(value)])),
    ...(span === undefined ? {} : { span }),
    ...(fix === undefined ? {} : { fix }),
  };
}

/** A schedule comes from a file, so its parts must not break the line of a message. */
function shownValue(value: string | number): string | number {
  return typeof value === "string" ? oneLine(value) : value;
}

/** The fix that replaces the finding's span with `text`. */
export function replaceBy(text: string): Fix {
  return { kind: "replaceText", text };
}
