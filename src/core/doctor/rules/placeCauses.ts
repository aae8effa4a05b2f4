import type { HealthOf } from "../../health/health";
import { isBefore } from "../../server/serverVersion";
import { cause, remedy, said, shortId } from "../cause";
import type { Diagnosis } from "../diagnosis";
import type { ExaminedCron, ServerFacts } from "../doctorFacts";
import { doctorTexts } from "../doctorTexts";

/** What a cron names and the server does not have, or does not call. */
export function placeCauses(
  { cron, health, isThreadUnseen }: ExaminedCron,
  { assistantIds, info }: ServerFacts,
): readonly Diagnosis[] {
  const { assistant_id, thread_id } = cron;
  if (!cron.enabled) return [];
  const isAssistantGone = assistantIds !== undefined && assistantIds.size > 0 && !assistantIds.has(assistant_id);
  const graph = health.kind === "failed" ? missingGraph(health.error) : undefined;
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
    ...(graph === undefined
      ? []
      : [
          cause("graphGone", "error", cron, said(doctorTexts.graphGone, { graph }), {
            evidence: [said(doctorTexts.graphEvidence)],
            remedies,
          }),
        ]),
    ...(isThreadUnseen && thread_id !== null
      ? [
          cause("threadGone", "error", cron, said(doctorTexts.threadGone), {
            evidence: [said(doctorTexts.threadEvidence, { thread: shortId(thread_id) })],
            remedies,
          }),
        ]
      : []),
    ...(callsNoWebhook(info) && typeof cron.payload?.webhook === "string"
      ? [cause("webhookBlocked", "warning", cron, said(doctorTexts.webhookNever), { remedies: [remedy("edit", cron)] })]
      : []),
  ];
}

/** Aegra stores webhooks, and its source (0.11.0) leaves calling them to later versions. */
function callsNoWebhook({ product, version }: ServerFacts["info"]): boolean {
  return product === "aegra" && !isBefore("0.11.0", version);
}

/** The assistant of a graph stays when the graph is taken out of `langgraph.json`, and its crons go on (seen on 0.16.7). */
function missingGraph(error: HealthOf<"failed">["error"]): string | undefined {
  return /^(?:404: )?Graph '([^']+)' not found/.exec(error?.message ?? "")?.[1];
}
