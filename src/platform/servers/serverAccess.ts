import type * as vscode from "vscode";
import type { AgentServer } from "../../core/server/agentServer";
import type { ServerFailure } from "../../core/server/problems/serverProblem";
import { isOver, isSilence } from "./answering";
import type { Connection } from "./connections/connection";
import type { Connections } from "./connections/connections";
import type { OnEnd } from "./recordingServer";
import type * as serverReads from "./serverReads";
import type { ServerRecord } from "./serverRecord";
import type * as serverWork from "./serverWork";

interface AccessParts {
  readonly connections: Connections;
  readonly work: () => Promise<typeof serverWork>;
  readonly loadReads: () => Promise<typeof serverReads>;
  readonly log: vscode.LogOutputChannel;
  readonly ledgerFolder: string | undefined;
}

interface AccessPorts {
  readonly record: (connection: Connection) => ServerRecord | undefined;
  /** A server that did not answer, or not as it should, does now. */
  cameBack(record: ServerRecord): void;
}

/** Opens servers, and hears of each request how it ends. */
export class ServerAccess {
  constructor(
    private readonly parts: AccessParts,
    private readonly ports: AccessPorts,
  ) {}

  /** Created anew each time, because the key or the time-out may have changed; free until it is used. */
  async plain(connection: Connection): Promise<AgentServer> {
    const { connections, log, work } = this.parts;
    const { openServer } = await work();
    const secrets = await connections.secrets(connection);
    return openServer(connection.url, secrets, log, this.ports.record(connection));
  }

  /** Keeps in the record what it reads and writes. */
  async recording(connection: Connection): Promise<AgentServer> {
    const record = this.ports.record(connection);
    if (record === undefined) return this.plain(connection);
    const [server, { recordingServer }] = await Promise.all([this.plain(connection), this.reads(record)]);
    return recordingServer(server, record, this.hearing(record));
  }

  /** Keeps only whether the server answers. */
  async observed(record: ServerRecord): Promise<AgentServer> {
    const [server, { observedServer }] = await Promise.all([this.plain(record.connection), this.reads(record)]);
    return observedServer(server, record, this.hearing(record));
  }

  /** The code that reads servers; from then on the record knows how its crons are doing. */
  async reads(record: ServerRecord): Promise<typeof serverReads> {
    const { ledgerFolder, loadReads, log } = this.parts;
    const reads = await loadReads();
    record.healths ??= new reads.CronHealths(record);
    record.ledger ??= reads.openLedger(record, ledgerFolder, log);
    return reads;
  }

  private hearing(record: ServerRecord): OnEnd {
    return (request, failure) => this.heard(record, request, failure);
  }

  /** The first request without an answer shows that the server is silent; the next answer shows that it is back. */
  private heard(record: ServerRecord, request: number, failure: ServerFailure | undefined): void {
    const { answering, state } = record;
    if (failure?.problem.kind === "cancelled") return;
    const isSilent = failure !== undefined && isSilence(failure.problem);
    if (!isSilent) answering.answered(request);
    if (isSilent && answering.isNewest(request) && state.kind !== "unknown") record.fail(failure.problem);
    // A running refresh finds out by itself whether the server is back.
    const mayBeBack = record.refreshes?.isUnderWay !== true && state.kind === "problem";
    if (mayBeBack && isOver(state.problem, failure)) this.ports.cameBack(record);
    record.publish();
  }
}
