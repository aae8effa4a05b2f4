import { completionTexts } from "./completionTexts";
import type { Proposal } from "./proposal";
import type { SpecPlace } from "./specPlace";
import { specTemplate, type TemplateOptions } from "./specTemplate";

const templates = [
  {
    label: completionTexts.cron,
    help: completionTexts.cronHelp,
    options: { isShort: true },
  },
  {
    label: completionTexts.threadCron,
    help: completionTexts.threadCronHelp,
    options: { isShort: true, isOnThread: true },
  },
  {
    label: completionTexts.fullCron,
    help: completionTexts.fullCronHelp,
    options: {},
  },
] as const satisfies readonly { label: string; help: string; options: Partial<TemplateOptions> }[];

/** Proposes whole crons; in a list each needs its own name. */
export function cronProposals({ kind, next }: SpecPlace, translate: TemplateOptions["translate"]): readonly Proposal[] {
  const isInList = kind === "item";
  return templates.map(({ label, help, options }) => ({
    kind: "cron",
    label: translate(label),
    insert: specTemplate({ ...options, isInList, translate }) + (next === "more" ? "," : ""),
    filter: `cron ${label}`,
    help,
  }));
}
