import type * as vscode from "vscode";
import { createWindowFiles } from "../../node/windowFiles";
import { RunLedger } from "./runLedger";
import type { ServerRecord } from "./serverRecord";

/** The ledger of one server's runs. `folder`: where those of all connections are; undefined: only in this window. */
export function openLedger(record: ServerRecord, folder: string | undefined, log: vscode.LogOutputChannel): RunLedger {
  const { connection } = record;
  const ledger = new RunLedger({
    files: folder === undefined ? undefined : createWindowFiles(folder, connection.id),
    dialect: connection.dialect,
    after: (milliseconds, task) => {
      const timer = setTimeout(task, milliseconds);
      return () => clearTimeout(timer);
    },
    changed: (cronIds) => {
      record.noteSeen(cronIds);
      record.publish();
    },
    failed: (failure) => log.warn(`${connection.url}: ${String(failure)}`),
  });
  void ledger.open();
  return ledger;
}
