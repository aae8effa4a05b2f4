import type { Cron } from "../../core/server/cron";
import type { ExplorerNode } from "../../platform/app/treeNode";
import { requireTrust } from "../../platform/host/trust";
import type { Connection } from "../../platform/servers/connections/connection";
import type { CronActions, CronRef } from "../../platform/servers/cronActions";
import type { Connections, CronService } from "../../platform/servers/services";
import { cronName } from "../../platform/words/cronName";
import { plainText } from "../../platform/words/plainText";
import type * as cronTasks from "./cronTasks";

export interface CronServices {
  readonly connections: Connections;
  readonly crons: CronService;
  readonly actions: CronActions;
}

/** What a list of crons to pick from needs besides. */
export interface PickServices extends CronServices {
  /** What is selected in the tree. */
  readonly selection: () => readonly ExplorerNode[];
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
  /** It can be done to more than one at once. */
  readonly several?: true;
}

/**
 * The crons among the selected nodes where the clicked one is among them, else the clicked one, by connection; from the
 * palette, those that the user picks.
 */
export async function chosenCrons(
  services: PickServices,
  node: ExplorerNode | undefined,
  nodes: readonly ExplorerNode[] | undefined,
  question: CronQuestion,
  load: () => Promise<typeof cronTasks>,
): Promise<readonly ChosenCrons[]> {
  requireTrust();
  if (node?.kind === "cron") {
    return byConnection(
      [node, ...(nodes ?? [])].filter((each) => each.kind === "cron"),
      question.suits,
    );
  }
  const picked = await (await load()).pickCrons(services, node, question);
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

/** How a cron is called in a question: its name, or its schedule and id. */
export function cronTitle(cron: Cron): string {
  return cronName(cron) ?? `${plainText(cron.schedule)} (${cron.cron_id})`;
}
