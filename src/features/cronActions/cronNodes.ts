import * as vscode from "vscode";
import type { Cron } from "../../core/server/cron";
import { askConnection } from "../../platform/askConnection";
import type { Connection } from "../../platform/connection";
import { cronName } from "../../platform/cronName";
import type { ExplorerNode } from "../../platform/explorerNode";
import { plainText } from "../../platform/plainText";
import { serverProblemMessage } from "../../platform/serverProblemMessage";
import type { CronActions, CronRef } from "../../platform/servers/cronActions";
import type { Connections, CronService } from "../../platform/services";
import { requireTrust } from "../../platform/trust";

export interface CronServices {
  readonly connections: Connections;
  readonly crons: CronService;
  readonly actions: CronActions;
}

/** Crons of one connection that a command is to do something with. */
export interface ChosenCrons {
  readonly connection: Connection;
  readonly crons: readonly Cron[];
}

export function refsOf({ connection, crons }: ChosenCrons): readonly CronRef[] {
  return crons.map(({ cron_id }) => ({ connectionId: connection.id, cronId: cron_id }));
}

export interface CronQuestion {
  readonly placeHolder: string;
  /** Which crons the command makes sense for. */
  readonly suits: (cron: Cron) => boolean;
}

/**
 * The crons among the selected nodes where the clicked one is among them, else the clicked one, by connection; from the
 * palette, the one that the user picks.
 */
export async function chosenCrons(
  services: CronServices,
  node: ExplorerNode | undefined,
  nodes: readonly ExplorerNode[] | undefined,
  question: CronQuestion,
): Promise<readonly ChosenCrons[]> {
  requireTrust();
  if (node?.kind === "cron") {
    return byConnection(
      [node, ...(nodes ?? [])].filter((each) => each.kind === "cron"),
      question.suits,
    );
  }
  const picked = await pickCron(services, node, question);
  return picked === undefined ? [] : [picked];
}

function byConnection(
  nodes: readonly Extract<ExplorerNode, { kind: "cron" }>[],
  suits: CronQuestion["suits"],
): readonly ChosenCrons[] {
  const groups = new Map<string, { connection: Connection; crons: Map<string, Cron> }>();
  for (const { connection, cron } of nodes.filter((node) => suits(node.cron))) {
    const group = groups.get(connection.id) ?? { connection, crons: new Map<string, Cron>() };
    group.crons.set(cron.cron_id, cron);
    groups.set(connection.id, group);
  }
  return [...groups.values()].map(({ connection, crons }) => ({ connection, crons: [...crons.values()] }));
}

async function pickCron(
  { connections, crons }: CronServices,
  node: ExplorerNode | undefined,
  question: CronQuestion,
): Promise<ChosenCrons | undefined> {
  const connection = await askConnection(connections, node, vscode.l10n.t("On which server?"));
  if (connection === undefined) {
    return undefined;
  }
  const state = await crons.refresh(connection);
  if (state.kind === "problem") {
    throw new Error(serverProblemMessage(state.problem));
  }
  const items = crons.crons(connection).filter(question.suits).map(cronItem);
  if (items.length === 0) {
    const server = plainText(connection.name);
    await vscode.window.showInformationMessage(vscode.l10n.t("{0} has no cron to choose from.", server));
    return undefined;
  }
  const { placeHolder } = question;
  const options = { placeHolder, matchOnDescription: true, matchOnDetail: true };
  const picked = await vscode.window.showQuickPick(items, options);
  return picked && { connection, crons: [picked.cron] };
}

function cronItem(cron: Cron) {
  const schedule = `${plainText(cron.schedule)} ${plainText(cron.timezone ?? "UTC")}`;
  return {
    label: cronName(cron) ?? schedule,
    description: cron.enabled ? schedule : `${schedule} · ${vscode.l10n.t("paused")}`,
    detail: cron.cron_id,
    cron,
  };
}

/** How a cron is called in a question: its name, or its schedule and id. */
export function cronTitle(cron: Cron): string {
  return cronName(cron) ?? `${plainText(cron.schedule)} (${cron.cron_id})`;
}
