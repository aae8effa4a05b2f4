import * as serverWork from "../../../src/platform/servers/serverWork";
import { MemoryServer } from "../../unit/support/memoryServer";
import { openTree } from "../../unit/support/openTree";
import { resetStub } from "../../unit/support/vscode";
import { many } from "./manyCrons";

export type TreeOnServer = ReturnType<typeof openOnServer>;

/** The tree over a real server, in the place of the editor's stub of one. */
export function openOnServer(url: string) {
  resetStub();
  const openServer: typeof serverWork.openServer = (_url, ...rest) => serverWork.openServer(url, ...rest);
  return openTree({ dev: new MemoryServer() }, undefined, { openServer });
}

/** Reads everything, and draws what is shown first. */
export async function readAll({ below, connection, crons, store }: TreeOnServer): Promise<void> {
  await below();
  await store.refresh(connection);
  await crons();
  if (store.crons(connection).length !== many) throw new Error("The list of crons is not complete.");
}
