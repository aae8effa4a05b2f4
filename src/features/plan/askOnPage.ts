import * as vscode from "vscode";
import { usualDeletes } from "../../core/plan/grace";
import type { PlannedPrune } from "../../core/plan/planPrune";
import { confirm } from "../../platform/host/confirm";
import type { Connection } from "../../platform/servers/connections/connection";
import { plainText } from "../../platform/words/plainText";
import { isProduction } from "./pageEnvironment";
import { dueOf, type PageRow } from "./pageRow";
import { countWords, runsWords } from "./planWords";
import type { PagePlan } from "./readPagePlan";

interface Asked {
  readonly connection: Connection;
  readonly plan: PagePlan;
}

/** For a production server its name has to be typed, and for many crons that are paused or deleted their number. */
export async function askOnPage(rows: readonly PageRow[], { connection, plan }: Asked): Promise<boolean> {
  const { environment } = plan;
  const prunes = rows.flatMap((row) => dueOf(row) ?? []);
  if (prunes.length > usualDeletes && !(await askNumber(prunes.length))) return false;
  const name = plainText(environment?.environment.name ?? connection.name);
  const what = [countWords(rows), ...pruneWords(prunes), vscode.l10n.t("Runs in 30 days: {0}", runsWords(rows))];
  if (!isProduction(connection, environment)) {
    return confirm(vscode.l10n.t("Apply to {0}?", name), [connection.url, ...what], vscode.l10n.t("Apply"));
  }
  return asksFor(
    name,
    vscode.l10n.t("Apply to {0}, a production server", name),
    vscode.l10n.t("{0}. Type {1} to apply it.", what.join(". "), name),
  );
}

function askNumber(count: number): Promise<boolean> {
  return asksFor(
    String(count),
    vscode.l10n.t("Pause or delete {0} crons?", count),
    vscode.l10n.t(
      "No file names these {0} crons any more, which is more than {1}. Type {0} if that is meant.",
      count,
      usualDeletes,
    ),
  );
}

async function asksFor(word: string, title: string, prompt: string): Promise<boolean> {
  const typed = await vscode.window.showInputBox({
    title,
    prompt,
    placeHolder: word,
    ignoreFocusOut: true,
    validateInput: (text) =>
      text === "" || text === word ? undefined : vscode.l10n.t("Type {0}, or press Escape.", word),
  });
  return typed === word;
}

/** More are only counted. */
const mostNames = 20;

function pruneWords(prunes: readonly PlannedPrune[]): readonly string[] {
  const namesOf = (step: "pause" | "delete") => {
    const names = prunes.filter((each) => each.step === step).map(({ name }) => plainText(name));
    return [...names.slice(0, mostNames), ...(names.length > mostNames ? ["…"] : [])].join(", ");
  };
  const [paused, deleted] = [namesOf("pause"), namesOf("delete")];
  return [
    ...(paused === "" ? [] : [vscode.l10n.t("Paused, because no file names them: {0}", paused)]),
    ...(deleted === "" ? [] : [vscode.l10n.t("Deleted, because no file names them: {0}", deleted)]),
  ];
}
