import type { Cron } from "../../core/server/cron";
import type { CronTarget } from "../../platform/app/editorCommands";
import type { TreeNode } from "../../platform/app/treeNode";
import { requireTrust } from "../../platform/host/trust";
import type { Connection } from "../../platform/servers/connections/connection";
import type { CronRef } from "../../platform/servers/cronRef";
import type { ChosenCrons, CronQuestion, CronServices, PickServices } from "./chosenCrons";
import { failureOf } from "./outcomes";
import { pickCrons } from "./pickCrons";

/**
 * The named cron; for rows of the tree, the selected ones if the clicked one is among them, otherwise only the clicked
 * one, by connection; for the palette, those that the user picks.
 */
export async function chooseCrons(
  services: PickServices,
  target: CronTarget | undefined,
  rows: readonly TreeNode[] | undefined,
  question: CronQuestion,
): Promise<readonly ChosenCrons[]> {
  requireTrust();
  if (target !== undefined && "cronId" in target) return byConnection([cronOf(services, target)], question.suits);
  if (target?.kind === "cron") {
    return byConnection(
      [target, ...(rows ?? [])].filter((each) => each.kind === "cron"),
      question.suits,
    );
  }
  const picked = await pickCrons(services, target, question);
  return picked === undefined ? [] : [picked];
}

interface CronOnServer {
  readonly connection: Connection;
  readonly cron: Cron;
}

function cronOf({ connections, servers }: CronServices, { connectionId, cronId }: CronRef): CronOnServer {
  const connection = connections.get(connectionId);
  if (connection === undefined) throw failureOf({ kind: "noConnection" });
  const cron = servers.cron(connection, cronId);
  if (cron === undefined) throw failureOf({ kind: "gone" });
  return { connection, cron };
}

function byConnection(crons: readonly CronOnServer[], suits: CronQuestion["suits"]): readonly ChosenCrons[] {
  const groups = new Map<string, { connection: Connection; crons: Map<string, Cron> }>();
  for (const { connection, cron } of crons.filter((each) => suits(each.cron))) {
    const group = groups.get(connection.id) ?? { connection, crons: new Map<string, Cron>() };
    group.crons.set(cron.cron_id, cron);
    groups.set(connection.id, group);
  }
  return [...groups.values()].map((group) => ({ connection: group.connection, crons: [...group.crons.values()] }));
}
