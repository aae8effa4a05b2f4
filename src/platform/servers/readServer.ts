import type * as vscode from "vscode";
import { readLists } from "../../core/known/readLists";
import type { Journal } from "../../core/lifecycle/submission/submission";
import type { AgentServer, CallOptions } from "../../core/server/agentServer";
import { ServerFailure, type ServerProblem } from "../../core/server/problems/serverProblem";
import type { ScratchThreads } from "./scratchThreads";
import type { ServerRecord } from "./serverRecord";
import type { ServerState } from "./serverState";
import type * as work from "./serverWork";

interface Parts {
  readonly server: () => Promise<AgentServer>;
  /** Like `server`, but changes made with it are kept in the record. */
  readonly recording: () => Promise<AgentServer>;
  /** Finishes what an earlier crash or a lost answer left. */
  readonly cleanUp: typeof work.cleanUp;
  readonly journal: Journal;
  /** Deletes what tries of an earlier window have left. */
  readonly removeScratch: typeof work.removeScratch;
  readonly scratch: ScratchThreads;
  readonly log: vscode.LogOutputChannel;
  readonly now: () => number;
}

/**
 * Asks what the server is and reads all its crons; in parallel it finishes what earlier submits left open, which can
 * take minutes. Never throws: the record's state is the result.
 */
export async function readServer(record: ServerRecord, parts: Parts): Promise<ServerState> {
  const options = { signal: record.closed.signal };
  record.askedRuns.clear();
  try {
    const server = await parts.server();
    const info = await server.info(options);
    record.info = info;
    if (info.hasCrons) {
      await readCrons(record, server, parts.now(), options);
      cleanUpBeside(record, parts, options);
    } else {
      record.fail({ kind: "noCrons", version: info.version });
    }
  } catch (failure) {
    parts.log.warn(`${record.connection.url}: ${String(failure)}`);
    record.fail(problemOf(failure));
  }
  record.publish();
  return record.state;
}

/** The first list is shown page by page, and the whole one also if its threads don't come. */
async function readCrons(record: ServerRecord, server: AgentServer, asOf: number, options: CallOptions): Promise<void> {
  const show = () => {
    record.arrive(asOf);
    record.publish();
  };
  let isListed = false;
  const onPage = ({ isLast }: { readonly isLast: boolean }) => {
    isListed = isLast;
    if (!record.isComplete && !isLast) show();
  };
  try {
    await readLists(record, server, onPage, options);
  } finally {
    if (isListed) {
      record.isComplete = true;
      record.noteHealth();
      show();
    }
  }
}

/**
 * Finishes what an earlier crash or a lost answer left, only one at a time; stops with the record. Each write is
 * published at once: holding it back would delay all other changes, too.
 */
function cleanUpBeside(record: ServerRecord, parts: Parts, options: CallOptions): void {
  if (record.isCleaning || record.closed.signal.aborted) return;
  record.isCleaning = true;
  void cleanUp(record, parts, options).finally(() => {
    record.isCleaning = false;
  });
}

/** A failure here doesn't affect the list. */
async function cleanUp(record: ServerRecord, parts: Parts, options: CallOptions): Promise<void> {
  const { connection, crons } = record;
  const { journal, log, scratch } = parts;
  const attempt = async (act: (server: AgentServer) => Promise<void>) => {
    try {
      await act(await parts.recording());
    } catch (failure) {
      if (!record.closed.signal.aborted) log.warn(`${connection.url}: ${String(failure)}`);
    }
  };
  await attempt((server) => parts.removeScratch(server, connection, scratch, log, crons.all, options));
  await attempt((server) => parts.cleanUp(server, connection, journal, log, () => crons.all, options));
}

function problemOf(failure: unknown): ServerProblem {
  return failure instanceof ServerFailure ? failure.problem : { kind: "notAgentServer", reason: String(failure) };
}
