import type { QueueMetrics } from "../../server/queueMetrics";
import { cause, namesOf, said } from "../cause";
import type { Diagnosis } from "../diagnosis";
import type { ServerFacts } from "../doctorFacts";
import { doctorTexts } from "../doctorTexts";

/** From so many seconds on a run waits longer than a server with free workers lets it. */
const longWait = 30;

/** Why runs that were created do not begin, as far as the server shows its queue. */
export function queueCauses(facts: ServerFacts): readonly Diagnosis[] {
  const { metrics } = facts;
  if (metrics === null || metrics.pending === 0) return [];
  const { longestUnblockedWait: wait, pending, running, workers } = metrics;
  const queue = said(doctorTexts.queueEvidence, { pending, running });
  const unknown = [said(doctorTexts.workersUnknown)];
  if (wait === null || wait < longWait) return [];
  const evidence = [queue, said(doctorTexts.waitEvidence, { seconds: Math.floor(wait) }), ...workersEvidence(workers)];
  // A process without workers does not mention any (0.16.7); those elsewhere would have begun one.
  if (running === 0 && (workers === null || workers.max === 0)) {
    return [cause("noWorkers", "error", "server", said(doctorTexts.noWorkers), { evidence, unknown })];
  }
  if (workers?.available === 0) {
    return [cause("allBusy", "warning", "server", said(doctorTexts.allBusy), { evidence, unknown })];
  }
  const piling = facts.crons.filter(({ health }) => health.kind === "pilingUp").map(({ cron }) => cron);
  const holders = piling.length === 0 ? [] : [said(doctorTexts.holdsQueue, { crons: namesOf(piling) })];
  return [
    cause("queueGrows", "warning", "server", said(doctorTexts.queueGrows), {
      evidence: [...evidence, ...holders],
      remedies: piling.slice(0, 1).map(({ cron_id }) => ({ kind: "cancelRuns", cronId: cron_id })),
    }),
  ];
}

function workersEvidence(workers: QueueMetrics["workers"]) {
  return workers === null ? [] : [said(doctorTexts.workersEvidence, { active: workers.active, max: workers.max })];
}
