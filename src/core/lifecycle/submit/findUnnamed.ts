import type { CronArguments, ParameterName } from "../../arguments/cronArguments";
import { parameters } from "../../arguments/parameters";
import { isUuid } from "../../base/isUuid";
import { differsIn, isEqual } from "../../compare/planUpdate";
import type { CronQuery } from "../../server/agentServer";
import type { Cron } from "../../server/cron";
import { ServerFailure } from "../../server/problems/serverProblem";
import { cronPages } from "../../server/requests/cronPages";
import { graphAssistantId } from "../../server/stored/graphAssistantId";
import { isUnnamed } from "../../server/stored/specName";
import { keptFirst } from "../onServer/findCrons";
import type { SubmissionWork } from "../submission/submissionWork";

/** Above this count, pages of a thousand crons are cheaper than one request per cron. */
const mostSingleReads = 20;

/** The parameters every list shows without the payload, cheapest to compare first. */
const shownInRows: readonly ParameterName[] = [
  "schedule",
  "thread_id",
  "assistant_id",
  "timezone",
  "end_time",
  "metadata",
];
const rowParameters = shownInRows.flatMap((name) => parameters.filter((parameter) => parameter.name === name));

/**
 * Unnamed crons that match the arguments, the one to take over first: a script created them, and a submit would add
 * another that runs beside them. Reads payloads only for crons whose row matches. Throws `ServerFailure`.
 */
export function findUnnamed(work: SubmissionWork): Promise<readonly Cron[]> {
  return findEqual(work, (cron) => isCandidate(work, cron));
}

/** Whether an unnamed cron matches the arguments, as `findUnnamed` finds them. `cron` must carry its payload. */
export function mayTake(work: SubmissionWork, cron: Cron): boolean {
  return isCandidate(work, cron) && isEqual(askedOf(work), cron);
}

function isCandidate({ wantsEnabled }: SubmissionWork, cron: Cron): boolean {
  return cron.enabled === wantsEnabled && isUnnamed(cron);
}

/** With the assistant's id, as the server has it, instead of a graph's name. */
function askedOf({ options: { arguments: given } }: SubmissionWork): CronArguments {
  const { assistant_id } = given;
  return { ...given, assistant_id: isUuid(assistant_id) ? assistant_id : graphAssistantId(assistant_id) };
}

/** The candidates that match the arguments, the one to keep first. Throws `ServerFailure`. */
export async function findEqual(work: SubmissionWork, isWanted: (cron: Cron) => boolean): Promise<readonly Cron[]> {
  const asked = askedOf(work);
  const { assistant_id, thread_id } = asked;
  const query = { assistant_id, ...(thread_id === null ? {} : { thread_id }) };
  const rows = work.options.knownCrons?.() ?? (await searchAll(work, query));
  // A row that has its payload shows by itself that it is another.
  const mayEqual = (row: Cron) => row.payload === undefined || isEqual(asked, row);
  // Most are told apart by their schedule: an apply asks about all rows for each of its crons.
  const candidates = rows.filter(
    (row) => row.schedule === asked.schedule && isWanted(row) && fitsRow(asked, row) && mayEqual(row),
  );
  const crons = await readAll(work, query, candidates);
  return crons.filter((cron) => isWanted(cron) && isEqual(asked, cron)).sort(keptFirst);
}

function fitsRow(asked: CronArguments, row: Cron): boolean {
  return !rowParameters.some((parameter) => differsIn(parameter, asked, row));
}

/** The candidates with their payloads, without those that are gone. */
async function readAll(
  work: SubmissionWork,
  query: Partial<CronQuery>,
  candidates: readonly Cron[],
): Promise<readonly Cron[]> {
  if (candidates.length === 0) return [];
  const isFew = candidates.length <= mostSingleReads && work.capabilities.readsById;
  if (!isFew) return searchAll(work, { ...query, withPayload: true });
  const found: Cron[] = [];
  for (const { cron_id } of candidates) found.push(...(await readOne(work, cron_id)));
  return found;
}

async function readOne(work: SubmissionWork, cronId: string): Promise<readonly Cron[]> {
  try {
    return [await work.retry(() => work.server.getCron(cronId, work.call()))];
  } catch (error) {
    if (error instanceof ServerFailure && error.problem.kind === "notFound") return [];
    throw error;
  }
}

async function searchAll(work: SubmissionWork, query: Partial<CronQuery>): Promise<readonly Cron[]> {
  const found = new Map<string, Cron>();
  // Only the page that failed is asked for again.
  const searchCrons = (page: CronQuery) => work.retry(() => work.server.searchCrons(page, work.call()));
  for await (const { crons } of cronPages({ searchCrons }, query)) {
    for (const cron of crons) found.set(cron.cron_id, cron);
  }
  return [...found.values()];
}
