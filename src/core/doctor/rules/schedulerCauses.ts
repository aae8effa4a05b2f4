import { endStopsScheduler } from "../../checks/endStopsScheduler";
import { startGrace } from "../../health/startGrace";
import { pollMillisecondsOf } from "../../server/capabilities";
import { at, cause, namesOf, remedy, said } from "../cause";
import type { Diagnosis } from "../diagnosis";
import type { ExaminedCron, ServerFacts } from "../doctorFacts";
import { doctorTexts } from "../doctorTexts";
import { changedAt, scheduledRuns } from "./scheduledRuns";

/** Why a server's scheduler starts no crons, or starts them late; one cause explains all of them. */
export function schedulerCauses(facts: ServerFacts): readonly Diagnosis[] {
  const poison = poisonCause(facts);
  if (poison !== undefined) return [poison];
  return [stoppedCause(facts) ?? lagCause(facts)].filter((each) => each !== undefined);
}

/** Those that are due and not started. */
function lateCrons({ crons }: Pick<ServerFacts, "crons">): readonly ExaminedCron[] {
  return crons.filter(({ health }) => health.kind === "late");
}

function poisonCause(facts: ServerFacts): Diagnosis | undefined {
  const { crons, info, onLoopback } = facts;
  const ending = crons.filter(({ cron }) => cron.enabled && cron.end_time !== null).sort(byCreation);
  const [first] = ending;
  if (first === undefined || !endStopsScheduler(info)) return undefined;
  const later = crons.filter((each) => byCreation(first, each) <= 0);
  // A start of a cron that is stored after it shows that this server is none of those.
  if (later.some((each) => startedAfter(each, changedAt(first.cron)))) return undefined;
  const late = lateCrons({ crons: later });
  if (!onLoopback && (late.length === 0 || late.length < lateCrons(facts).length)) return undefined;
  const made = at(first.cron.created_at);
  return cause(
    "poison",
    onLoopback && late.length > 0 ? "error" : "warning",
    "server",
    said(onLoopback ? doctorTexts.poison : doctorTexts.poisonMaybe),
    {
      evidence: [
        said(doctorTexts.poisonCrons, { created: made, crons: namesOf(ending.map(({ cron }) => cron)) }),
        late.length > 0
          ? said(doctorTexts.poisonLate, { crons: namesOf(late.map(({ cron }) => cron)) })
          : said(doctorTexts.poisonNoneLate),
      ],
      explains: late.map(({ cron }) => cron.cron_id),
      unknown: onLoopback ? [] : [said(doctorTexts.poisonUnknown)],
      remedies: ending.slice(0, 1).flatMap(({ cron }) => [remedy("removeEnd", cron), remedy("pause", cron)]),
    },
  );
}

/** The server stores them in this order. */
function byCreation({ cron: one }: ExaminedCron, { cron: other }: ExaminedCron): number {
  return Date.parse(one.created_at) - Date.parse(other.created_at);
}

/** Whether the schedule of a cron has started a run after this moment. */
function startedAfter({ health: { lastRun } }: ExaminedCron, moment: number): boolean {
  return lastRun !== undefined && lastRun.slot !== null && Date.parse(lastRun.run.created_at) > moment;
}

function stoppedCause(facts: ServerFacts): Diagnosis | undefined {
  const late = lateCrons(facts);
  const slots = late.flatMap(({ health }) => (health.kind === "late" ? [health.slot] : []));
  const since = Math.min(...slots);
  if (late.length < 2 || facts.crons.some((each) => startedAfter(each, since))) return undefined;
  return cause("schedulerStopped", "error", "server", said(doctorTexts.schedulerStopped), {
    evidence: [said(doctorTexts.schedulerStoppedSince, { count: late.length, since: at(since) })],
    explains: late.map(({ cron }) => cron.cron_id),
    unknown: [said(doctorTexts.logUnknown)],
  });
}

/** So many starts in a row show a habit. */
const lagging = 3;

function lagCause({ crons, dialect, info }: ServerFacts): Diagnosis | undefined {
  const usual = startGrace([], pollMillisecondsOf(info));
  const measured = crons.flatMap((each) => {
    const starts = scheduledRuns(each, dialect).slice(0, lagging);
    const lags = starts.map(({ lateBy }) => lateBy);
    return starts.length < lagging ? [] : [{ cron: each.cron, least: Math.min(...lags), most: Math.max(...lags) }];
  });
  const late = measured.filter(({ least, most }) => least > usual && most < 2 * least);
  if (late.length === 0 || late.length < measured.length) return undefined;
  const seconds = Math.floor(Math.min(...late.map(({ least }) => least)) / 1_000);
  return cause("schedulerLags", "warning", "server", said(doctorTexts.schedulerLags, { seconds }), {
    evidence: [
      said(doctorTexts.schedulerLagsEvidence, { count: lagging, crons: namesOf(late.map(({ cron }) => cron)) }),
    ],
  });
}
