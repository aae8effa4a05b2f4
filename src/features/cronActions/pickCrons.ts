import * as vscode from "vscode";
import type { Cron } from "../../core/server/cron";
import type { TreeNode } from "../../platform/app/treeNode";
import { askConnection } from "../../platform/ask/askConnection";
import { pickFrom } from "../../platform/host/quickInput";
import type { Connection } from "../../platform/servers/connections/connection";
import { plainText } from "../../platform/words/plainText";
import { serverProblemMessage } from "../../platform/words/serverProblemMessage";
import type { ChosenCrons, CronQuestion, CronServices, PickServices } from "./chosenCrons";
import { type CronChoice, cronChoices, readNames } from "./cronChoices";

/**
 * The crons that the user picks from a server's list, for a command from the palette. The tree's selection comes first:
 * its server is used, and its crons are ticked, or the first one is marked.
 */
export async function pickCrons(
  services: PickServices,
  node: TreeNode | undefined,
  question: CronQuestion,
): Promise<ChosenCrons | undefined> {
  const selection = node === undefined ? services.selection() : [node];
  const connection = await askConnection(services.connections, selection[0], vscode.l10n.t("On which server?"));
  if (connection === undefined) return undefined;
  const selected = selectedCrons(selection, connection);
  const { placeHolder, several = false } = question;
  const picked = await pickFrom<CronChoice | vscode.QuickPickItem>({
    placeHolder,
    several,
    load: async () => listed(await choicesOf(services, connection, question), selected, several),
  });
  if (picked === undefined) return undefined;
  if (picked === "nothing") {
    const server = plainText(connection.name);
    await vscode.window.showInformationMessage(vscode.l10n.t("{0} has no cron to choose from.", server));
    return undefined;
  }
  const crons = picked.flatMap((choice) => ("cron" in choice ? [choice.cron] : []));
  return crons.length === 0 ? undefined : { connection, crons };
}

async function choicesOf(
  { servers }: CronServices,
  connection: Connection,
  { suits }: CronQuestion,
): Promise<readonly CronChoice[]> {
  const state = await servers.reload(connection);
  if (state.kind === "problem") throw new Error(serverProblemMessage(state.problem));
  const suitable = servers.crons(connection).filter(suits);
  const names = await readNames(await servers.server(connection), suitable);
  return cronChoices(suitable, connection, names, Date.now());
}

/** Whether a cron is selected in the tree, directly or through the row above it. */
function selectedCrons(selection: readonly TreeNode[], { id }: Connection): (cron: Cron) => boolean {
  const rows = selection.filter(({ connection }) => connection.id === id);
  return (cron) =>
    rows.some((row) => {
      switch (row.kind) {
        case "cron":
        case "run":
        case "seenRun":
          return row.cron.cron_id === cron.cron_id;
        case "thread":
          return row.thread.thread_id === cron.thread_id;
        default:
          return false;
      }
    });
}

function listed(choices: readonly CronChoice[], selected: (cron: Cron) => boolean, several: boolean) {
  const first = choices.filter(({ cron }) => selected(cron));
  if (first.length === 0) return { items: choices, marked: [] };
  const heading = (label: string) => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const others = choices.filter((choice) => !first.includes(choice));
  return {
    items: [
      heading(vscode.l10n.t("selected in the tree")),
      ...first,
      ...(others.length === 0 ? [] : [heading(vscode.l10n.t("others")), ...others]),
    ],
    marked: several ? first : first.slice(0, 1),
  };
}
