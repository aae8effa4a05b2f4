import { type EnvironmentFindingCode, environmentFindings } from "../finding/catalogue/environmentFindings";
import type { SpecFindingEntry } from "../finding/catalogue/specFindingEntry";
import { type SpecFindingCode, specFindings } from "../finding/catalogue/specFindings";
import type { Finding, Fix, TextSpan, ValuePath } from "../finding/finding";

/** What a rule knows of a finding besides its code and its place. */
export interface FindingDetails {
  readonly args?: Finding["args"];
  readonly span?: TextSpan | undefined;
  readonly fix?: Fix | undefined;
}

const entries = { ...specFindings, ...environmentFindings };

/** A finding from the catalogue at a place, with the catalogue's severity. */
export function specFinding(
  code: SpecFindingCode | EnvironmentFindingCode,
  path: ValuePath,
  details: FindingDetails = {},
): Finding {
  const { args = {}, span, fix } = details;
  const { severity } = entries[code];
  return { code, severity, path, args, ...(span === undefined ? {} : { span }), ...(fix === undefined ? {} : { fix }) };
}

/** Whether a finding is about the key its path ends with, rather than the value. */
export function isAboutKey(finding: Finding): boolean {
  const known: Readonly<Record<string, SpecFindingEntry>> = entries;
  return known[finding.code]?.at === "key";
}

/** A text from a file, shortened and on one line, so that it fits into a message. */
export function shown(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, "\uFFFD");
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`;
}

/** JSON's own name for the type of a value. */
export function jsonType(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
