import type { Cron } from "../../core/server/cron";
import type { CronForms } from "../../platform/app/cronForms";
import type { TreeNode } from "../../platform/app/treeNode";
import type { Connection } from "../../platform/servers/connections/connection";
import type { Connections } from "../../platform/servers/connections/connections";
import type { CronActions } from "../../platform/servers/cronActions";
import { type CronRef, refOf } from "../../platform/servers/cronRef";
import type { Servers } from "../../platform/servers/servers";
import { cronName } from "../../platform/words/cronName";
import { plainText } from "../../platform/words/plainText";
import type { DeletedCrons } from "./deletedCrons";
import type { PausedTogether } from "./pausedTogether";

export interface CronServices {
  readonly connections: Connections;
  readonly servers: Servers;
  readonly actions: CronActions;
}

/** What a list of crons to pick from also needs. */
export interface PickServices extends CronServices {
  /** What is selected in the tree. */
  readonly selection: () => readonly TreeNode[];
}

/** Everything that the actions need. */
export interface CronParts extends PickServices {
  readonly forms: CronForms;
  readonly deleted: DeletedCrons;
  readonly pausedTogether: PausedTogether;
}

/** Crons of one connection that a command will act on. */
export interface ChosenCrons {
  readonly connection: Connection;
  readonly crons: readonly Cron[];
}

export function refsOf({ connection, crons }: ChosenCrons): readonly CronRef[] {
  return crons.map((cron) => refOf(connection, cron));
}

/** The crons as they are after an action, of those that it was done to. */
export function cronsOf(outcomes: readonly object[]): readonly Cron[] {
  return outcomes.flatMap((outcome) => ("cron" in outcome ? [outcome.cron as Cron] : []));
}

export interface CronQuestion {
  readonly placeHolder: string;
  /** Which crons the command can be used for. */
  readonly suits: (cron: Cron) => boolean;
  /** The command can act on more than one cron at once. */
  readonly several?: true;
}

/** What a question calls a cron: its name, or its schedule and id. */
export function distinctTitle(cron: Cron): string {
  return cronName(cron) ?? `${plainText(cron.schedule)} (${cron.cron_id})`;
}
