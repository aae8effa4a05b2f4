import * as vscode from "vscode";
import { cronRuns } from "../../core/schedule/cronRuns";
import type { AgentServer } from "../../core/server/agentServer";
import { largestPage } from "../../core/server/agentServer";
import type { Cron } from "../../core/server/cron";
import type { Connection } from "../../platform/servers/connections/connection";
import { cronName } from "../../platform/words/cronName";
import { cronWords } from "../../platform/words/cronWords";
import { plainText } from "../../platform/words/plainText";
import { threadTitle } from "../../platform/words/threadTitle";
import { relativeTime } from "../../platform/words/timeWords";

/** A cron in a list, by what people know it by. */
export interface CronChoice extends vscode.QuickPickItem {
  readonly cron: Cron;
}

/** Display names of threads and assistants, by id. */
export interface Names {
  readonly threads: ReadonlyMap<string, string>;
  readonly assistants: ReadonlyMap<string, string>;
}

/** The id replaces a name that a server doesn't provide. */
export async function readNames(server: AgentServer, crons: readonly Cron[]): Promise<Names> {
  const ids = [...new Set(crons.map(({ thread_id }) => thread_id))].filter((id) => id !== null).slice(0, largestPage);
  const [threads, assistants] = await Promise.all([
    ids.length === 0 ? [] : server.searchThreads({ ids, limit: ids.length, offset: 0 }).catch(() => []),
    server.searchAssistants({ limit: largestPage, offset: 0 }).catch(() => []),
  ]);
  return {
    threads: new Map(threads.map((thread) => [thread.thread_id, threadTitle(thread) ?? thread.thread_id])),
    assistants: new Map(assistants.map(({ assistant_id, name }) => [assistant_id, plainText(name)])),
  };
}

/**
 * One line for each cron, sorted by its words: name or schedule in words; thread, assistant, next run. If two lines are
 * equal, their ids tell them apart.
 */
export async function cronChoices(
  crons: readonly Cron[],
  { dialect }: Pick<Connection, "dialect">,
  names: Names,
  now: number,
): Promise<readonly CronChoice[]> {
  const choices = await Promise.all(crons.map((cron) => choiceOf(cron, dialect, names, now)));
  const alike = new Map<string, number>();
  for (const choice of choices) alike.set(saidOf(choice), (alike.get(saidOf(choice)) ?? 0) + 1);
  return choices
    .map((choice) =>
      alike.get(saidOf(choice)) === 1 ? choice : { ...choice, detail: `${choice.detail} · ${choice.cron.cron_id}` },
    )
    .sort((one, other) => one.label.localeCompare(other.label, vscode.env.language, { numeric: true }));
}

async function choiceOf(
  cron: Cron,
  dialect: Connection["dialect"],
  names: Names,
  now: number,
): Promise<CronChoice & { readonly detail: string }> {
  const name = cronName(cron);
  const words = `${await cronWords(cron, dialect)} ${plainText(cron.timezone ?? "UTC")}`;
  const thread =
    cron.thread_id === null
      ? vscode.l10n.t("a new thread for each run")
      : vscode.l10n.t("thread {0}", names.threads.get(cron.thread_id) ?? plainText(cron.thread_id));
  const assistant = vscode.l10n.t(
    "assistant {0}",
    names.assistants.get(cron.assistant_id) || plainText(cron.assistant_id),
  );
  return {
    label: name ?? words,
    description: name === undefined ? plainText(cron.schedule) : words,
    detail: [thread, assistant, nextWords(cron, dialect, now)].join(" · "),
    cron,
  };
}

function nextWords(cron: Cron, dialect: Connection["dialect"], now: number): string {
  if (!cron.enabled) return vscode.l10n.t("paused");
  const { runs } = cronRuns({ ...cron, dialect, nextRunDate: cron.next_run_date }, { from: now, count: 1 });
  const [next] = runs;
  return next === undefined
    ? vscode.l10n.t("no more runs")
    : vscode.l10n.t("next run {0}", relativeTime(next, now, vscode.env.language, "long"));
}

function saidOf({ label, description, detail }: CronChoice): string {
  return JSON.stringify([label, description, detail]);
}
