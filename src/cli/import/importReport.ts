import { englishMessage } from "../../core/base/message";
import { positionFinder } from "../../core/base/positionFinder";
import type { CheckOptions } from "../../core/checks/checkArguments";
import { findingJson } from "../../core/specFile/findingJson";
import { hasErrors } from "../../core/specFile/json/locate";
import { type ExitCode, exitCodes } from "../cliIo";
import { cliText } from "../cliTexts";
import { findingLines, placeOf } from "../files/findingLines";
import { checkSpecFiles } from "../files/loadSpecFiles";
import { secretLines } from "../files/secretLines";
import { printedLine } from "../printed";
import type { ImportEnd, ImportedCall } from "./importSpecs";
import { importText } from "./importTexts";

/** What an import has done. */
export interface ImportReport {
  readonly folder: string;
  /** How many files were read. */
  readonly files: number;
  readonly calls: readonly ImportedCall[];
  /** How the specs that were written are checked. */
  readonly check: CheckOptions;
}

/** Where the summary counts each end. */
const countedAs = {
  written: "written",
  overwritten: "overwritten",
  unchanged: "unchanged",
  differs: "differ",
  refused: "refused",
  unwritable: "failed",
} as const satisfies Readonly<Record<ImportEnd["kind"], string>>;

export function reportLines(report: ImportReport): readonly string[] {
  const { calls, files } = report;
  const counts = Object.entries(summaryOf(report)).flatMap(([what, count]) => (count === 0 ? [] : `${count} ${what}`));
  const read = calls.filter(({ end }) => "read" in end);
  const has = (wanted: ImportedCall["call"]["kind"]) => read.some(({ call }) => call.kind === wanted);
  const summary = { files, calls: calls.length, counts: counts.length === 0 ? "" : `${counts.join(", ")}.` };
  return [
    ...calls.map(callLine),
    ...calls.flatMap(({ end }) => ("placeholders" in end ? secretLines(end.read.path, end) : [])),
    ...checkedFiles(report).flatMap((file) => findingLines(file)),
    importText("summary", summary).trimEnd(),
    ...(has("cron") ? [importText("next")] : []),
    ...(has("schedule") ? [importText("declared")] : []),
  ].map(printedLine);
}

/** Stable: scripts depend on it. Places count from 0, as those of findings. */
export function reportJson(report: ImportReport) {
  const checked = new Map(checkedFiles(report).map(({ findings, read }) => [read.path, { findings, read }]));
  return {
    folder: report.folder,
    calls: report.calls.map(({ call, end, read }) => {
      const range = rangeIn(read.text);
      const file = "read" in end ? checked.get(end.read.path) : undefined;
      const positionOf = positionFinder(file?.read.text ?? "");
      return {
        file: read.path,
        range: range(call.range),
        callee: call.callee,
        kind: call.kind,
        outcome: end.kind,
        name: "name" in end ? end.name : null,
        spec_file: "read" in end ? end.read.path : null,
        secrets: "placeholders" in end ? end.placeholders.map(({ path, variable }) => ({ path, variable })) : [],
        secrets_left: "left" in end ? end.left : [],
        findings: file?.findings.map((located) => findingJson(located, positionOf)) ?? [],
        ...problemOf(end, range),
      };
    }),
    summary: summaryOf(report),
  };
}

export function exitOf(report: ImportReport): ExitCode {
  const ends = report.calls.map(({ end }) => end.kind);
  if (ends.includes("unwritable")) return exitCodes.usage;
  const isGood = ends.every((kind) => kind !== "refused" && kind !== "differs");
  return isGood && !checkedFiles(report).some(({ findings }) => hasErrors(findings))
    ? exitCodes.done
    : exitCodes.refused;
}

/** The files that have the calls' specs now, with what check finds in them. */
function checkedFiles({ calls, check }: ImportReport) {
  const reads = calls.flatMap(({ end }) => ("read" in end && end.kind !== "differs" ? [end.read] : []));
  return checkSpecFiles([...new Map(reads.map((read) => [read.path, read])).values()], check);
}

function callLine({ call, end, read }: ImportedCall): string {
  const { file, start } = placeOf(read, end.kind === "refused" ? end.refusal.range : call.range);
  return `${file}:${start.line + 1}:${start.character + 1}: ${endText(end, call.callee)}`;
}

function endText(end: ImportEnd, callee: string): string {
  switch (end.kind) {
    case "written":
      return importText("written", { file: end.read.path });
    case "overwritten":
      return importText("overwritten", { file: end.read.path, name: end.name });
    case "unchanged":
      return importText("unchanged", { file: end.read.path, name: end.name });
    case "differs":
      return importText("differs", { file: end.read.path, name: end.name });
    case "refused":
      return importText("refused", { callee, why: englishMessage(end.refusal.message) });
    case "unwritable":
      return cliText("unwritable", { file: end.path, reason: end.reason });
  }
}

function problemOf(end: ImportEnd, range: ReturnType<typeof rangeIn>) {
  if (end.kind === "refused") {
    const { message, range: where, reason } = end.refusal;
    return { problem: { kind: reason, message: englishMessage(message), range: range(where) } };
  }
  if (end.kind !== "unwritable") return {};
  return { problem: { kind: end.reason, message: cliText("unwritable", { file: end.path, reason: end.reason }) } };
}

function rangeIn(text: string) {
  const positionOf = positionFinder(text);
  return ({ length, offset }: { readonly offset: number; readonly length: number }) => ({
    start: positionOf(offset),
    end: positionOf(offset + length),
  });
}

function summaryOf({ calls }: ImportReport) {
  const summary = { written: 0, overwritten: 0, unchanged: 0, differ: 0, refused: 0, failed: 0 };
  for (const { end } of calls) summary[countedAs[end.kind]] += 1;
  return summary;
}
