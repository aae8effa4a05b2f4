import * as vscode from "vscode";
import type { Cron } from "../../core/server/cron";
import { withCancellableProgress, withViewProgress } from "../../platform/host/progress";
import { pickFrom } from "../../platform/host/quickInput";
import type { ActOptions } from "../../platform/servers/actOnCrons";
import type { OutcomeOf } from "../../platform/servers/cronOutcomes";
import { type CronRef, refOf } from "../../platform/servers/cronRef";
import { plainText } from "../../platform/words/plainText";
import { type ChosenCrons, distinctTitle, refsOf } from "./chosenCrons";
import { notDoneFailure, reasonOf } from "./outcomes";

/** Fewer are done before a notification could be read. */
const fewest = 4;

export interface Doing<Done> {
  /** For the progress of many, such as “Pausing 12 crons on Dev”. */
  readonly title: string;
  readonly act: (refs: readonly CronRef[], options: ActOptions) => Promise<readonly OutcomeOf<Done>[]>;
  /** Called with what was done, before the user is told of what was not. */
  readonly onDone: (done: readonly OutcomeOf<Done>[]) => void;
  /** Why a cron counts as left as it was; undefined if it was done. Default: whatever is not done. */
  readonly failureOf?: (outcome: OutcomeOf<Done>) => unknown;
}

interface Left {
  readonly cron: Cron;
  readonly failure: unknown;
}

/**
 * Does something to the crons, with a progress that can be cancelled if they are many. Throws why the only cron was left
 * as it was; of several it lists those that were left, each with its reason, and tries again what the user picks there.
 */
export async function actTogether<Done extends { readonly kind: string }>(
  chosen: ChosenCrons,
  doing: Doing<Done>,
): Promise<void> {
  const { failureOf = notDoneFailure } = doing;
  for (let crons: readonly Cron[] = chosen.crons; crons.length > 0; ) {
    const outcomes = await withProgress({ ...chosen, crons }, doing);
    const left = outcomes.flatMap((outcome): readonly Left[] => {
      const failure = failureOf(outcome);
      const cron = crons.find(({ cron_id }) => cron_id === outcome.ref.cronId);
      return failure === undefined || cron === undefined ? [] : [{ cron, failure }];
    });
    const isLeft = ({ ref }: OutcomeOf<Done>) => left.some(({ cron }) => cron.cron_id === ref.cronId);
    const done = outcomes.filter((outcome) => !isLeft(outcome));
    if (done.length > 0) doing.onDone(done);
    if (chosen.crons.length === 1 && left[0] !== undefined) throw left[0].failure;
    crons = left.length === 0 ? [] : await pickAgain(chosen, left);
  }
}

async function withProgress<Done extends { readonly kind: string }>(
  chosen: ChosenCrons,
  { act, title }: Doing<Done>,
): Promise<readonly OutcomeOf<Done>[]> {
  const refs = refsOf(chosen);
  if (refs.length < fewest) return withViewProgress(() => act(refs, {}));
  return withCancellableProgress(title, (signal, report) =>
    act(refs, { signal, onProgress: (done, all) => report(vscode.l10n.t("{0} of {1}", done, all)) }),
  );
}

/** Tells what was left and lists it; the crons that the user picks there are tried again. */
async function pickAgain({ connection, crons }: ChosenCrons, left: readonly Left[]): Promise<readonly Cron[]> {
  const show = vscode.l10n.t("Show Them…");
  const count = vscode.l10n.t("{0} of {1} crons were left as they were.", left.length, crons.length);
  const answer = await vscode.window.showErrorMessage(`${count} ${reasonOf(left[0]?.failure)}`, show);
  if (answer !== show) return [];
  const items = left.map(({ cron, failure }) => ({
    label: distinctTitle(cron),
    detail: reasonOf(failure),
    cron,
    ref: refOf(connection, cron),
  }));
  const picked = await pickFrom({
    placeHolder: vscode.l10n.t(
      "Left as they were on {0}. Enter tries again what is ticked.",
      plainText(connection.name),
    ),
    several: true,
    load: async () => ({ items, marked: items }),
  });
  return Array.isArray(picked) ? picked.map(({ cron }) => cron) : [];
}
