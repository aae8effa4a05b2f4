import { findingMessage } from "../findingMessage";
import { isUuid } from "../isUuid";
import { capabilitiesOf } from "../server/capabilities";
import type { Cron, ServerInfo } from "../server/cron";
import { ServerFailure } from "../server/serverProblem";
import { metadataKeys } from "../spec/ownMetadata";
import { checkVersion } from "../spec/rules/checkVersion";
import { createOnce, keepOne } from "./createOnce";
import { argumentsHash } from "./cronHash";
import { findCrons, keptFirst } from "./findCrons";
import { giveUp, leaveOpen } from "./giveUp";
import { asAsked, type SubmitOptions, type SubmitOutcome } from "./submission";
import { SubmissionWork } from "./submissionWork";
import { compare, switchOn } from "./switchOn";
import { type Patience, persist } from "./unclear";
import { updateCron } from "./updateCron";

/**
 * Makes the server have exactly one cron that is what the arguments say, and says what that took. A new cron is made
 * paused, compared with the preview and switched on; one of the same name is updated. However it ends, no second cron
 * is left switched on; what can't be cleaned up now stays in the journal for `finishOpenSubmissions`.
 * Throws `ServerFailure` where the server refuses or can't be reached.
 */
export async function submitCron(options: SubmitOptions): Promise<SubmitOutcome> {
  const work = await begin(options);
  if (work === "cancelled") return { kind: "cancelled" };
  try {
    return await submit(work);
  } catch (error) {
    await (work.isCommitted ? leaveOpen(work) : giveUp(work));
    if (work.isCancelled) return { kind: "cancelled" };
    throw error;
  }
}

/** A server that is not there is told at once, one that hangs soon; one that answers now and then gets its chances. */
const firstPatience: Patience = { tries: 16, milliseconds: 45_000 };

async function begin(options: SubmitOptions): Promise<SubmissionWork | "cancelled"> {
  const { server, clock, signal } = options;
  try {
    const info = await persist(clock, signal, () => server.info(signal === undefined ? {} : { signal }), firstPatience);
    const request = { method: "GET", path: "/info" } as const;
    if (!info.hasCrons) throw new ServerFailure({ kind: "noCrons", version: info.version }, request);
    refuseNeverRunning(options, info);
    return new SubmissionWork(options, capabilitiesOf(info), await argumentsHash(options.arguments));
  } catch (error) {
    if (signal?.aborted === true) return "cancelled";
    throw error;
  }
}

/** Who checked the arguments may not have known the server's version yet. */
function refuseNeverRunning({ arguments: given }: SubmitOptions, server: ServerInfo): void {
  const finding = checkVersion({ ...given }, { server }).find(({ severity }) => severity === "error");
  if (finding === undefined) return;
  const problem = { kind: "rejected", status: 0, detail: findingMessage(finding) } as const;
  const [parameter] = finding.path;
  throw new ServerFailure({ ...problem, parameter: String(parameter) }, { method: "POST", path: "/runs/crons" });
}

async function submit(work: SubmissionWork): Promise<SubmitOutcome> {
  if (work.options.name === null) return createNew(work);
  work.step("looking");
  const named = await findNamed(work);
  const switchedOn = named.filter((cron) => cron.enabled);
  if (switchedOn.length > 1) return { kind: "ambiguous", crons: switchedOn };
  const [existing] = named;
  return existing === undefined ? createNew(work) : adopt(work, existing);
}

async function createNew(work: SubmissionWork): Promise<SubmitOutcome> {
  const { journal } = work.options;
  await journal.write(work.entry);
  const cron = await createOnce(work);
  const rival = await findRival(work, cron);
  if (rival !== undefined) {
    await deleteOwn(work);
    const outcome = await adopt(work, rival);
    return "took" in outcome ? { ...outcome, took: "rival" } : outcome;
  }
  const mismatches = compare(work, cron);
  if (mismatches.length > 0) {
    if (!work.canPause) await work.delete(cron);
    await journal.remove(work.submission);
    return { kind: "mismatch", cron, mismatches, left: work.canPause ? "paused" : "deleted", cause: "unknown" };
  }
  const made = work.wantsEnabled && work.canPause ? await switchOn(work, cron) : cron;
  await journal.remove(work.submission);
  return { kind: "created", cron: made, pausedFirst: work.canPause, ...asAsked };
}

/** Updates the cron that is there, and takes it out of the hands of a submission that was never finished. */
async function adopt(work: SubmissionWork, cron: Cron): Promise<SubmitOutcome> {
  const outcome = await updateCron(work, cron);
  const submission = submissionOf(cron);
  // The journal may keep it as a file of that name, and anybody may have written it on the server.
  if (submission !== work.submission && isUuid(submission)) await work.options.journal.remove(submission);
  return outcome;
}

async function deleteOwn(work: SubmissionWork): Promise<void> {
  for (let own = await keepOne(work); own !== undefined; own = await keepOne(work)) await work.delete(own);
  work.createState = "notSent";
  await work.options.journal.remove(work.submission);
}

/**
 * A cron of the same name that another machine made at the same time. The one that is on, or else older, stays: both
 * sides look after they have created, so at least one of them sees the other, and both judge alike.
 */
async function findRival(work: SubmissionWork, own: Cron): Promise<Cron | undefined> {
  if (work.options.name === null || !work.canPause) return undefined;
  const rivals = (await findNamed(work)).filter((cron) => submissionOf(cron) !== work.submission);
  return rivals.find((rival) => keptFirst(rival, own) < 0);
}

function findNamed(work: SubmissionWork): Promise<readonly Cron[]> {
  const metadata = { [metadataKeys.name]: work.options.name };
  return work.insist(() => findCrons(work.options.server, metadata, work.call));
}

function submissionOf(cron: Cron): string {
  const submission = cron.metadata[metadataKeys.submission];
  return typeof submission === "string" ? submission : cron.cron_id;
}
