import type { Message } from "../base/message";
import { deletesRuns } from "../known/keptRuns";
import { said } from "./cause";
import type { Diagnoses, Diagnosis } from "./diagnosis";
import type { DoctorFacts, ExaminedCron, ServerFacts } from "./doctorFacts";
import { doctorTexts } from "./doctorTexts";
import { argumentCauses } from "./rules/argumentCauses";
import { duplicateCauses } from "./rules/duplicateCauses";
import { healthCauses } from "./rules/healthCauses";
import { orderCauses } from "./rules/orderCauses";
import { placeCauses } from "./rules/placeCauses";
import { queueCauses } from "./rules/queueCauses";
import { schedulerCauses } from "./rules/schedulerCauses";
import { clockCauses, unreadCause } from "./rules/serverCauses";

/** Causes that concern the server, or several of its crons at once. */
const serverRules: readonly ((facts: ServerFacts) => readonly Diagnosis[])[] = [
  clockCauses,
  schedulerCauses,
  queueCauses,
  duplicateCauses,
];

/** Causes that concern one cron, those first that explain others. */
const cronRules: readonly ((examined: ExaminedCron, facts: ServerFacts) => readonly Diagnosis[])[] = [
  placeCauses,
  argumentCauses,
  healthCauses,
  orderCauses,
];

/** Why crons don't run, or not as they should. Pure; a server that is well has none. */
export function diagnose(facts: DoctorFacts): Diagnoses {
  if (facts.kind === "unread") return { found: [unreadCause(facts.problem)], unknown: [], examined: 0 };
  const { asked, crons } = facts;
  const wanted = crons.filter(({ cron }) => asked?.has(cron.cron_id) !== false);
  const common = serverRules.flatMap((rule) => rule(facts));
  const explained = new Set(common.flatMap(({ explains }) => explains));
  const isExplained = ({ code, cronId }: Diagnosis) => code === "late" && explained.has(cronId ?? "");
  const found = wanted.flatMap((examined) => {
    const ofCron = cronRules.flatMap((rule) => rule(examined, facts)).filter((each) => !isExplained(each));
    return [...common.filter(({ cronId }) => cronId === examined.cron.cron_id), ...ofCron];
  });
  return {
    found: [...common.filter(({ cronId }) => cronId === null), ...found],
    unknown: unknownOf(wanted, facts),
    examined: wanted.length,
  };
}

function unknownOf(wanted: readonly ExaminedCron[], { metrics }: ServerFacts): readonly Message[] {
  const on = wanted.filter(({ cron }) => cron.enabled);
  const counted: readonly (readonly [text: string, of: readonly ExaminedCron[]])[] = [
    [doctorTexts.runsDeleted, on.filter(({ cron, runs }) => deletesRuns(cron) && runs === undefined)],
    [doctorTexts.runsUnread, on.filter(({ isUnread }) => isUnread)],
    [doctorTexts.threadsUnseen, on.filter(({ cron, thread }) => cron.thread_id !== null && thread === undefined)],
    [doctorTexts.webhooksUnseen, on.filter(({ cron }) => typeof cron.payload?.webhook === "string")],
    [doctorTexts.payloadsUnseen, on.filter(({ cron }) => cron.payload === undefined)],
  ];
  return [
    ...(metrics === null ? [said(doctorTexts.metricsUnseen)] : []),
    ...counted.filter(([, of]) => of.length > 0).map(([text, of]) => said(text, { count: of.length })),
  ];
}
