import { shortText } from "../../core/base/shortText";
import type { LeftOut } from "../../core/pull/leftOut";
import { cliText } from "../cliTexts";
import { secretLines } from "../files/secretLines";
import { cronTitle } from "../health/cronTexts";
import { printedLine } from "../printed";
import { problemText } from "../problemText";
import type { CliPullStep, PulledCron } from "./pulled";
import { pullText } from "./pullTexts";

/** What became of one cron, in one line. */
export function pulledLine(pulled: PulledCron): string {
  const line = endText(pulled);
  const { isNamed, step } = pulled;
  return printedLine(isNamed && "name" in step ? pullText("named", { line, name: step.name }) : line);
}

function endText({ end, step }: PulledCron): string {
  const failed = (why: string) => pullText("failed", { cron: titleOf(step), why });
  const name = titleOf(step);
  switch (end.kind) {
    case "written":
      return pullText("written", { file: end.read.path });
    case "overwritten":
      return pullText("overwritten", { file: end.read.path, name });
    case "unchanged":
      return pullText("unchanged", { file: end.read.path, name });
    case "differs":
      return end.names === undefined
        ? pullText("unreadable", { file: end.read.path, name })
        : pullText("differs", { file: end.read.path, name, keys: end.names.join(", ") });
    case "left":
      return pullText("left", { cron: name, why: whyText(end.because) });
    case "taken":
      return failed(pullText("taken", { name }));
    case "refused":
      return failed(problemText(end.problem));
    case "notTried":
      return failed(pullText("notTried"));
    case "unwritable":
      return cliText("unwritable", { file: end.path, reason: end.reason });
  }
}

export function whyText(because: LeftOut): string {
  return pullText(because);
}

/** What to do with texts that look like secrets, and what else a reader of the files should know. */
export function adviceLines(crons: readonly PulledCron[]): readonly string[] {
  const onThreads = crons.filter(({ end, step }) => "read" in end && step.cron.thread_id !== null).length;
  return [...crons.flatMap(writtenLines), ...(onThreads === 0 ? [] : [pullText("threads", { count: onThreads })])].map(
    printedLine,
  );
}

function writtenLines({ end }: PulledCron): readonly string[] {
  if (end.kind !== "written" && end.kind !== "overwritten") return [];
  const file = end.read.path;
  return [
    ...secretLines(file, end),
    ...(end.kept.length === 0 ? [] : [pullText("kept", { file, keys: end.kept.join(", ") })]),
  ];
}

/** What the cron is called in its spec, or what else tells it from others. */
function titleOf(step: CliPullStep): string {
  return "name" in step ? shortText(step.name, 200) : cronTitle(step.cron);
}
