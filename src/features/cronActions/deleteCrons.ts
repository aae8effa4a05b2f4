import * as vscode from "vscode";
import type { Deleted, OutcomeOf } from "../../platform/servers/cronOutcomes";
import { plainText } from "../../platform/words/plainText";
import { actTogether } from "./actTogether";
import type { ChosenCrons, CronParts } from "./chosenCrons";
import { confirmDelete } from "./confirmChange";
import { cronsWords } from "./cronNames";
import type { DeletedBatch } from "./deletedCrons";
import { notDoneFailure } from "./outcomes";
import { undoDelete } from "./undoDelete";

/** Deletes crons, after asking, and offers to make them again. */
export async function deleteCrons(parts: CronParts, chosen: ChosenCrons): Promise<void> {
  if (!(await confirmDelete(chosen))) return;
  const { connection, crons } = chosen;
  const known = new Set(parts.servers.crons(connection).map(({ cron_id }) => cron_id));
  await actTogether(chosen, {
    title: vscode.l10n.t("Deleting {0} from {1}", cronsWords(crons), plainText(connection.name)),
    act: (refs, options) => parts.actions.delete(refs, options),
    // A cron that was already gone has the wanted result.
    failureOf: (outcome) => (outcome.kind === "gone" ? undefined : notDoneFailure(outcome)),
    onDone: (done) => void tellDeleted(parts, chosen, done, (id) => known.has(id)),
  });
}

async function tellDeleted(
  parts: CronParts,
  { connection, crons }: ChosenCrons,
  done: readonly OutcomeOf<Deleted>[],
  wasThere: (cronId: string) => boolean,
): Promise<void> {
  const ids = done.map(({ ref }) => ref.cronId);
  const deleted = crons.filter(({ cron_id }) => ids.includes(cron_id));
  const words = vscode.l10n.t("Deleted {0} from {1}.", cronsWords(deleted), plainText(connection.name));
  const restorable = done.flatMap((outcome) =>
    outcome.kind === "deleted" && outcome.cron !== undefined
      ? [{ connectionId: connection.id, cron: outcome.cron, wasThere }]
      : [],
  );
  if (restorable.length === 0) {
    await vscode.window.showInformationMessage(words);
    return;
  }
  const batch: DeletedBatch = { connection, crons: restorable };
  parts.deleted.add(batch);
  const undo = vscode.l10n.t("Undo");
  if ((await vscode.window.showInformationMessage(words, undo)) === undo) await undoDelete(parts, batch);
}
