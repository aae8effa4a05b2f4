import * as vscode from "vscode";
import type { Cron } from "../../core/server/cron";
import { askVerb } from "../../platform/host/confirm";
import type { Connection } from "../../platform/servers/connections/connection";
import { plainText } from "../../platform/words/plainText";
import { actTogether } from "./actTogether";
import { type ChosenCrons, type CronParts, cronsOf, distinctTitle } from "./chosenCrons";
import { productionLines } from "./confirmChange";
import { cronsWords, nameLines } from "./cronNames";
import { missedWords } from "./missedWords";
import { reasonOf } from "./outcomes";
import { showStarted } from "./showStarted";

/** How crons are resumed: with the next run of the schedule only, or with one run each at once. */
export type Resuming = "onSchedule" | "withRun";

const verbs = () => ({ onSchedule: vscode.l10n.t("Resume"), withRun: vscode.l10n.t("Resume and Run Once Now") });

/** Resumes crons. Only a production server asks. Says what was missed, and offers a run in its place. */
export async function resumeCrons(parts: CronParts, chosen: ChosenCrons, asked: Resuming): Promise<void> {
  const how = chosen.connection.production ? await confirmResume(chosen, asked) : asked;
  if (how !== undefined) await resumeAs(parts, chosen, how);
}

/** A question that names the crons; undefined: no. `note`: more that is worth knowing. */
export async function confirmResume(
  { connection, crons }: ChosenCrons,
  asked: Resuming,
  note: readonly string[] = [],
): Promise<Resuming | undefined> {
  const missed = missedWords(crons, connection, Date.now());
  const { onSchedule, withRun } = verbs();
  const offered = asked === "withRun" ? [withRun] : missed === undefined ? [onSchedule] : [onSchedule, withRun];
  const lines = [...nameLines(crons), ...note, ...(missed === undefined ? [] : [missed])];
  const question = vscode.l10n.t("Resume {0} on {1}?", cronsWords(crons), plainText(connection.name));
  const answer = await askVerb(question, [...lines, ...productionLines(connection)], offered);
  if (answer === undefined) return undefined;
  return answer === withRun ? "withRun" : "onSchedule";
}

export async function resumeAs(parts: CronParts, chosen: ChosenCrons, how: Resuming): Promise<void> {
  await (how === "withRun" ? resumeWithRun(parts, chosen) : resumeOnSchedule(parts, chosen));
}

async function resumeOnSchedule(parts: CronParts, chosen: ChosenCrons): Promise<void> {
  const { connection } = chosen;
  const missed = missedWords(chosen.crons, connection, Date.now());
  await actTogether(chosen, {
    title: titleOf(chosen),
    act: (refs, options) => parts.actions.setEnabled(refs, true, options),
    onDone: (done) => {
      const crons = cronsOf(done);
      void parts.pausedTogether.forget(connection.id, idsOf(crons));
      const resumed = { connection, crons };
      if (missed !== undefined) void offerRun(parts, resumed, missed);
      // Of one, its row tells enough.
      else if (chosen.crons.length > 1) void vscode.window.showInformationMessage(resumedWords(resumed));
    },
  });
}

async function offerRun(parts: CronParts, chosen: ChosenCrons, missed: string): Promise<void> {
  const run = chosen.crons.length === 1 ? vscode.l10n.t("Run Once Now") : vscode.l10n.t("Run Each Once Now");
  const words = `${resumedWords(chosen)} ${missed}`;
  // It is on already, so this only starts a run.
  if ((await vscode.window.showInformationMessage(words, run)) === run) await resumeWithRun(parts, chosen);
}

function resumedWords({ connection, crons }: ChosenCrons): string {
  return vscode.l10n.t("Resumed {0} on {1}.", cronsWords(crons), plainText(connection.name));
}

async function resumeWithRun(parts: CronParts, chosen: ChosenCrons): Promise<void> {
  const { connection } = chosen;
  await actTogether(chosen, {
    title: titleOf(chosen),
    act: (refs, options) => parts.actions.resumeAndRun(refs, options),
    onDone: (done) => {
      const outcomes = done.flatMap((outcome) => ("cron" in outcome ? [outcome] : []));
      void parts.pausedTogether.forget(connection.id, idsOf(outcomes.map(({ cron }) => cron)));
      for (const outcome of outcomes) if (outcome.kind === "onlyResumed") void tellOnlyResumed(outcome);
      const started = outcomes.filter(({ kind }) => kind === "started").map(({ cron }) => cron);
      if (started.length > 0) void tellStarted(parts, { connection, crons: started });
    },
  });
}

/** Not among those to try again: after an unclear answer the run may exist. */
async function tellOnlyResumed({ cron, failure }: { readonly cron: Cron; readonly failure: unknown }): Promise<void> {
  const words = vscode.l10n.t("“{0}” is on, but no run of it is known to have started.", distinctTitle(cron));
  await vscode.window.showWarningMessage(`${words} ${reasonOf(failure)}`);
}

async function tellStarted({ servers }: CronParts, { connection, crons }: ChosenCrons): Promise<void> {
  const server = plainText(connection.name);
  void vscode.window.showInformationMessage(
    vscode.l10n.t("Resumed {0} on {1}, and started a run.", cronsWords(crons), server),
  );
  await showStarted(servers, connection);
}

function titleOf({ connection, crons }: { readonly connection: Connection; readonly crons: readonly Cron[] }): string {
  return vscode.l10n.t("Resuming {0} on {1}", cronsWords(crons), plainText(connection.name));
}

function idsOf(crons: readonly Cron[]): readonly string[] {
  return crons.map(({ cron_id }) => cron_id);
}
