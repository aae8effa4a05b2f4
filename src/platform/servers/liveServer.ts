import { clockTolerance, startGrace } from "../../core/health/startGrace";
import { isThreadBehind } from "../../core/known/isThreadBehind";
import { isUnexplained } from "../../core/known/isUnexplained";
import { deletesRuns, keepsThreads } from "../../core/known/keptRuns";
import { cronRuns } from "../../core/schedule/cronRuns";
import type { AgentServer, CallOptions } from "../../core/server/agentServer";
import { largestPage } from "../../core/server/agentServer";
import { pollMillisecondsOf } from "../../core/server/capabilities";
import type { Cron, Run } from "../../core/server/cron";
import { ServerFailure, type ServerProblem } from "../../core/server/problems/serverProblem";
import { specName } from "../../core/server/stored/specName";
import { isSilence } from "./answering";
import type { LiveCron, LivePorts, LiveQuestion } from "./livePorts";
import { liveSign } from "./liveSign";
import { LiveUpdates } from "./liveUpdates";
import { Refusals } from "./refusals";
import { RunJoins } from "./runJoins";
import type { ServerRecord } from "./serverRecord";
import { SightedThreads } from "./sightedThreads";

/** A thread's newest runs: a page for a person is longer. */
const fewRuns = 20;
/** More than a server's crons leave between two looks. */
const newThreads = 100;
/** So many threads are read one after the other, at the pace of live updates; others when a person opens them. */
const mostUnexplained = 100;

export interface LiveServerParts {
  readonly record: ServerRecord;
  /** Keeps what it reads in the record. */
  server(): Promise<AgentServer>;
  /** Keeps nothing, and tells nobody of a request without an answer. */
  plainServer(): Promise<AgentServer>;
  readonly clock: Pick<LivePorts, "now" | "after" | "random">;
}

/** The live updates of one server. */
export function createLiveUpdates(parts: LiveServerParts): Pick<LiveUpdates, "start" | "stop" | "follow"> {
  const { clock, plainServer, record } = parts;
  const joins = new RunJoins({
    now: clock.now,
    server: plainServer,
    ledger: () => record.ledger,
    publish: () => record.publish(),
  });
  const updates = createUpdates(parts, joins);
  return {
    start: () => updates.start(),
    stop: () => {
      updates.stop();
      joins.stop();
    },
    follow: (what) => updates.follow(what),
  };
}

function createUpdates({ clock, record, server }: LiveServerParts, joins: RunJoins): LiveUpdates {
  const sighted = new SightedThreads(record);
  /** Threads whose newest run has ended since they were read. */
  const behind = new Set<string>();
  const refusals = new Refusals();
  const known = new WeakMap<Cron, LiveCron>();
  const liveCron = (cron: Cron) => {
    const live = known.get(cron) ?? toLive(cron, record);
    known.set(cron, live);
    return live;
  };
  let listed: readonly Cron[] | undefined;
  let crons: readonly LiveCron[] = [];
  const poll = () => pollMillisecondsOf(record.info);
  return new LiveUpdates({
    ...clock,
    crons: () => {
      if (listed !== record.crons.all) {
        listed = record.crons.all;
        crons = listed.filter(({ enabled }) => enabled).map(liveCron);
      }
      return crons;
    },
    isSilent: () => record.state.kind === "problem" && record.state.problem.kind !== "noCrons",
    hasCrons: () => record.info?.hasCrons !== false,
    pollMilliseconds: poll,
    graceMilliseconds: () => startGrace([], poll()) + 2 * clockTolerance,
    unexplained: () => {
      const onThreads = record.crons.all.flatMap(({ thread_id }) => thread_id ?? []);
      const ids = new Set([...onThreads, ...record.keptRuns.threadIds()]);
      return [...ids].filter((id) => isUnexplained(record, id)).slice(0, mostUnexplained);
    },
    behind: () => [...behind].filter((id) => isThreadBehind(record, id)),
    fleeting: () => sighted.unread(),
    sign: (cronId, slot) => liveSign(record, cronId, slot),
    ask: async (question, signal) => {
      // Once: some servers can't search threads.
      if (question.kind === "threads") for (const id of question.ids) behind.delete(id);
      try {
        await ask(record, await server(), question, { signal, once: true }, sighted);
        if (question.kind === "runs" && isThreadBehind(record, question.threadId)) behind.add(question.threadId);
        if (question.kind === "runs" && sighted.has(question.threadId)) {
          for (const run of record.runs.onThread(question.threadId)) if (isDeletedAtEnd(record, run)) joins.join(run);
        }
        refusals.answered(question);
        return true;
      } catch (failure) {
        if (!(failure instanceof ServerFailure)) return false;
        const refusal = refusals.take(question, failure.problem);
        return refusal === undefined ? isAnswer(record, question, failure.problem) : refusal === "certain";
      } finally {
        // What threads and runs change is noted with them.
        if (question.kind === "crons") record.noteHealth();
        record.publish();
      }
    },
  });
}

/** Of these any request can tell; the store hears of a silence by itself. */
const general: readonly ServerProblem["kind"][] = ["unauthorized", "busy", "serverError"];

/**
 * A thread that is gone is an answer, and so is a refusal to search threads, or an answer to that which we can't read:
 * some servers can't do it. Other problems are shown.
 */
function isAnswer(record: ServerRecord, { kind }: LiveQuestion, problem: ServerProblem): boolean {
  if (problem.kind === "cancelled" || isSilence(problem)) return false;
  if (kind !== "crons" && kind !== "probe" && !general.includes(problem.kind)) return true;
  record.stumble(problem);
  return false;
}

function isDeletedAtEnd({ crons }: ServerRecord, { cron_id }: Run): boolean {
  const cron = crons.get(cron_id ?? "");
  return cron !== undefined && deletesRuns(cron);
}

function toLive(cron: Cron, { connection: { dialect } }: ServerRecord): LiveCron {
  return {
    id: cron.cron_id,
    threadId: cron.thread_id,
    leaves: !keepsThreads(cron) ? "nothing" : specName(cron) === undefined ? "thread" : "namedThread",
    // A copy that is kept for each cron would take a tenth of all memory.
    nextAfter: (from) => cronRuns({ ...cron, dialect, nextRunDate: cron.next_run_date }, { from, count: 1 }).runs[0],
  };
}

/** One request each. */
async function ask(
  record: ServerRecord,
  server: AgentServer,
  question: LiveQuestion,
  options: CallOptions,
  sighted: SightedThreads,
): Promise<void> {
  switch (question.kind) {
    case "threads": {
      const { ids } = question;
      await server.searchThreads({ ids, limit: ids.length, offset: 0 }, options);
      break;
    }
    case "newThreads":
      sighted.take(await server.searchThreads({ sortBy: "created_at", limit: newThreads, offset: 0 }, options));
      break;
    case "runs":
      await server.runs(question.threadId, { limit: fewRuns, offset: 0 }, options);
      break;
    case "crons":
      // All of them, if they fit into one request; otherwise those that are due first.
      await server.searchCrons(
        { limit: largestPage, offset: 0, dueFirst: record.crons.all.length >= largestPage },
        options,
      );
      break;
    case "probe":
      // Some servers tell everybody what they are, and refuse the rest.
      await server.searchCrons({ limit: 1, offset: 0 }, options);
      break;
  }
}
