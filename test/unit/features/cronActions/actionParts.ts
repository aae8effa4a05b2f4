import type { RawArguments } from "../../../../src/core/arguments/cronArguments";
import type { Cron } from "../../../../src/core/server/cron";
import type { ChosenCrons, CronParts } from "../../../../src/features/cronActions/chosenCrons";
import { DeletedCrons } from "../../../../src/features/cronActions/deletedCrons";
import { PausedTogether } from "../../../../src/features/cronActions/pausedTogether";
import { cronWith } from "../../../fixtures/cronWith";
import { connectionWith } from "../../support/memoryConnections";
import { MemoryServer } from "../../support/memoryServer";
import { createServers } from "../../support/memoryServers";
import { memoryState } from "../../support/memoryState";

/** As the server in memory reads it. */
export const schedule = "0 9 1 12 *";

/** A cron with what a form or a file would give it. */
export function cronOf(cron_id: string, given: Partial<Cron> = {}): Cron {
  const payload = { assistant_id: "agent", input: { topic: cron_id } };
  return cronWith({ cron_id, schedule, payload, metadata: { name: cron_id }, ...given });
}

/** All that the actions need, on one server in memory named Dev that the store has read. */
export async function actionParts(crons: readonly Cron[], given: { readonly production?: boolean } = {}) {
  const server = new MemoryServer(crons);
  const { actions, connections, store } = createServers({ dev: server });
  const connection = connectionWith({ id: "dev", name: "Dev", url: "http://dev.test", ...given });
  connections.set([connection]);
  const state = memoryState();
  const edited: { readonly args: RawArguments; readonly name: string; readonly cronId: string }[] = [];
  const copies: { readonly args: RawArguments; readonly of: string }[] = [];
  const parts: CronParts = {
    connections,
    servers: store,
    actions,
    selection: () => [],
    forms: {
      open: async () => undefined,
      openCron: async (_connection, args, { cron, name }) => void edited.push({ args, name, cronId: cron.cronId }),
      saveTemplate: async (args, of) => void copies.push({ args, of }),
      openCopy: async (_connection, args, of) => void copies.push({ args, of }),
    },
    deleted: new DeletedCrons(),
    pausedTogether: new PausedTogether(state),
  };
  await store.refresh(connection);
  const chosen = (...ids: readonly string[]): ChosenCrons => ({
    connection,
    crons: store.crons(connection).filter(({ cron_id }) => ids.includes(cron_id)),
  });
  const left = () => [...server.crons.values()];
  return { chosen, connection, connections, copies, edited, left, parts, server, state, store };
}
