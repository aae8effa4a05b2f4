import * as vscode from "vscode";
import { needsAttention } from "../../core/health/attention";
import type { Health } from "../../core/health/health";
import { isOpen, runOf } from "../../core/health/seenRun";
import { runTook } from "../../core/health/toldRun";
import type { Cron, Run } from "../../core/server/cron";
import { openEnd } from "../../platform/pages/runMarks";
import type { Connection } from "../../platform/servers/connections/connection";
import type { ServerStore } from "../../platform/servers/serverStore";
import { cronTitle } from "../../platform/words/cronTitle";
import { healthWord } from "../../platform/words/healthInWords";
import { plainText } from "../../platform/words/plainText";
import { runLook, usualLength } from "../../platform/words/runLook";
import { localZone } from "../../platform/words/runWords";
import { serverProblemMessage } from "../../platform/words/serverProblemMessage";
import type { UpcomingCron, UpcomingRun, UpcomingServer, UpcomingView } from "../../protocol/upcoming";
import { isOf, partsOf, type UpcomingSubject } from "./upcomingSubject";

/** A row's cron, by the id that the page knows. */
export interface UpcomingRow {
  readonly connection: Connection;
  readonly cron: Cron;
}

export interface UpcomingFacts {
  readonly servers: ServerStore;
  /** The connections of the subject that are there. */
  readonly connections: readonly Connection[];
  readonly subject: UpcomingSubject;
  /** By the connections' ids; undefined: not asked yet, or the server does not say. */
  readonly workers: ReadonlyMap<string, number>;
  readonly now: number;
}

export function rowId({ connection, cron }: UpcomingRow): string {
  return `${connection.id} ${cron.cron_id}`;
}

/** The crons of the subject, as far as they are known. */
export function upcomingRows({ connections, servers, subject }: UpcomingFacts): readonly UpcomingRow[] {
  return connections.flatMap((connection) => {
    const parts = partsOf(subject, connection);
    const crons = servers.crons(connection).filter((cron) => parts.some((part) => isOf(part, cron)));
    return crons.map((cron) => ({ connection, cron }));
  });
}

/** What the page shows, of what is known: asks nothing. */
export function upcomingView(facts: UpcomingFacts): UpcomingView {
  const { connections, now, servers } = facts;
  const places = new Map(connections.map(({ id }, index) => [id, index]));
  const rows = upcomingRows(facts);
  return {
    title: titleOf(facts, rows),
    zone: localZone(),
    language: vscode.env.language,
    isReading: connections.some((connection) => {
      const { isComplete, state } = servers.snapshot(connection);
      return !isComplete && state.kind !== "problem";
    }),
    servers: connections.map((connection) => serverOf(facts, connection)),
    crons: rows.map((row) => cronOf(row, places.get(row.connection.id) ?? 0, servers, now)).sort(inOrder),
  };
}

/** What needs attention comes first, then names. */
function inOrder(one: UpcomingCron, other: UpcomingCron): number {
  return Number(other.needsAttention) - Number(one.needsAttention) || names.compare(one.name, other.name);
}

const names = new Intl.Collator(undefined, { numeric: true });

function serverOf({ servers, workers }: UpcomingFacts, connection: Connection): UpcomingServer {
  const state = servers.state(connection);
  return {
    name: plainText(connection.name),
    production: connection.production ? vscode.l10n.t("production") : null,
    workers: workers.get(connection.id) ?? null,
    problem: state.kind === "problem" ? serverProblemMessage(state.problem) : null,
  };
}

/** The subject's one thread, assistant or cron, or else its servers. */
function titleOf({ connections, servers, subject }: UpcomingFacts, rows: readonly UpcomingRow[]): string {
  const names = connections.map(({ name }) => plainText(name)).join(", ");
  const [only, ...others] = subject;
  if (only === undefined || connections.length === 0) return vscode.l10n.t("Its connection was removed.");
  if (others.length > 0) return vscode.l10n.t("{0} crons · {1}", rows.length, names);
  switch (only.kind) {
    case "connection":
      return names;
    case "thread":
      return vscode.l10n.t("thread {0} · {1}", plainText(only.id), names);
    case "assistant": {
      const known = connections.flatMap((connection) => servers.assistants(connection));
      const assistant = known.find(({ assistant_id }) => assistant_id === only.id);
      return vscode.l10n.t("assistant {0} · {1}", plainText(assistant?.name ?? only.id), names);
    }
    case "cron": {
      const [row] = rows;
      return row === undefined ? names : `${cronTitle(row.cron)} · ${names}`;
    }
  }
}

function cronOf({ connection, cron }: UpcomingRow, server: number, servers: ServerStore, now: number): UpcomingCron {
  const health = servers.health(connection, cron);
  const runs = knownRuns(connection, cron, servers);
  return {
    id: rowId({ connection, cron }),
    server,
    name: cronTitle(cron),
    threadId: cron.thread_id,
    health: healthWord(health, now),
    needsAttention: needsAttention(health),
    running: {
      schedule: cron.schedule,
      timezone: cron.timezone,
      end_time: cron.end_time,
      enabled: cron.enabled,
      dialect: connection.dialect,
      nextRunDate: cron.next_run_date,
    },
    missed: health.kind === "missed" ? { slots: health.slots, since: health.since, last: health.last } : null,
    takes: usualLength((runs ?? []).map(({ run }) => run)) ?? null,
    runs: runs?.map(({ opens, run }) => runView(run, health, opens)) ?? null,
  };
}

interface ShownRun {
  readonly run: Run;
  /** The server has it, so that its page can show it. */
  readonly opens: boolean;
}

/** The runs of the server, and those that it has deleted after somebody saw them. */
function knownRuns(connection: Connection, cron: Cron, servers: ServerStore): readonly ShownRun[] | undefined {
  const there = servers.knownRuns(connection, cron)?.runs;
  const seen = servers.seenRuns(connection, cron);
  if (there === undefined && seen.length === 0) return undefined;
  const ids = new Set(seen.map(({ sight }) => sight.runId));
  return [
    ...(there ?? []).filter(({ run_id }) => !ids.has(run_id)).map((run) => ({ run, opens: true })),
    ...seen.map(({ isThere, sight }) => ({ run: runOf(sight, isThere), opens: isThere })),
  ];
}

function runView(run: Run, health: Health, opens: boolean): UpcomingRun {
  const start = Date.parse(run.created_at);
  const took = runTook(run);
  return {
    id: run.run_id,
    start,
    // Where nobody knows the end, it is drawn as a moment.
    end: took === undefined ? (isOpen(run) ? null : start) : start + took,
    ...runLook(run, openEnd(run, health)),
    opens,
  };
}
