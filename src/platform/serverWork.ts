import type * as vscode from "vscode";
import { systemClock } from "../core/clock";
import { doubtAfter } from "../core/lifecycle/doubtAfter";
import { finishOpenSubmissions } from "../core/lifecycle/finishOpenSubmissions";
import type { Journal, SubmitOutcome } from "../core/lifecycle/submission";
import { submitCron } from "../core/lifecycle/submitCron";
import { sweepCopies } from "../core/lifecycle/sweepCopies";
import type { AgentServer, CallOptions } from "../core/server/agentServer";
import type { Cron } from "../core/server/cron";
import type { Connection } from "./connection";
import { requestTimeout } from "./openServer";
import { isRunning, ownProcess } from "./processes";
import type { CronService } from "./services";
import { tellFinished } from "./tellFinished";

export { pauseCron, resumeCron } from "../core/lifecycle/setEnabled";
export { openServer } from "./openServer";

/** Creates or updates a cron exactly once, as this window and for this connection. */
export function submitTo(
  server: AgentServer,
  connection: Connection,
  journal: Journal,
  options: Parameters<CronService["submit"]>[1],
): Promise<SubmitOutcome> {
  return submitCron({
    ...options,
    server,
    serverKey: journalKey(connection),
    dialect: connection.dialect,
    journal,
    clock: systemClock,
    newSubmission: () => crypto.randomUUID(),
    owner: ownProcess,
    doubtMilliseconds: doubtAfter(requestTimeout()),
  });
}

/** All crons, after what an earlier crash or a lost answer left has been put in order. */
export async function cleanCrons(
  server: AgentServer,
  connection: Connection,
  journal: Journal,
  log: vscode.LogOutputChannel,
  options: CallOptions,
): Promise<readonly Cron[]> {
  const finished = await finishOpenSubmissions({
    ...options,
    server,
    serverKey: journalKey(connection),
    journal,
    clock: systemClock,
    isAlive: isRunning,
  });
  for (const each of finished) {
    log.info(`An earlier submission (${each.entry.submission}) was finished: ${each.outcome}`);
    tellFinished(each, connection);
  }
  const crons = await server.allCrons(options);
  const swept = new Set(await sweepCopies(server, crons, options));
  for (const id of swept) log.info(`The paused copy ${id} of a submission was deleted`);
  return swept.size === 0 ? crons : crons.filter((cron) => !swept.has(cron.cron_id));
}

/** A connection whose address was changed is another server: what was begun on the old one is finished only there. */
function journalKey({ id, url }: Connection): string {
  return `${id} ${url}`;
}
