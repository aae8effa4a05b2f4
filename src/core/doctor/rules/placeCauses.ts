import { cause, remedy, said, shortId } from "../cause";
import type { Diagnosis } from "../diagnosis";
import type { ExaminedCron, ServerFacts } from "../doctorFacts";
import { doctorTexts } from "../doctorTexts";

/** What a cron names and the server does not have. */
export function placeCauses(
  { cron, isThreadUnseen }: ExaminedCron,
  { assistantIds }: ServerFacts,
): readonly Diagnosis[] {
  const { assistant_id, thread_id } = cron;
  if (!cron.enabled) return [];
  const isAssistantGone = assistantIds !== undefined && assistantIds.size > 0 && !assistantIds.has(assistant_id);
  const remedies = [remedy("edit", cron), remedy("delete", cron)];
  return [
    ...(isAssistantGone
      ? [
          cause("assistantGone", "error", cron, said(doctorTexts.assistantGone), {
            evidence: [
              said(doctorTexts.assistantEvidence, { assistant: shortId(assistant_id), count: assistantIds.size }),
            ],
            unknown: [said(doctorTexts.assistantUnknown)],
            remedies,
          }),
        ]
      : []),
    ...(isThreadUnseen && thread_id !== null
      ? [
          cause("threadGone", "error", cron, said(doctorTexts.threadGone), {
            evidence: [said(doctorTexts.threadEvidence, { thread: shortId(thread_id) })],
            remedies,
          }),
        ]
      : []),
  ];
}
