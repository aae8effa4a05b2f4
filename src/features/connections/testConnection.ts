import * as vscode from "vscode";
import { type ConnectionCheck, checkConnection } from "../../core/server/checkConnection";
import type { ConnectionSecrets } from "../../platform/connection";
import { openServer } from "../../platform/openServer";
import { withCancellableProgress } from "../../platform/progress";
import { serverProblemMessage } from "../../platform/serverProblemMessage";

/** Asks the server behind an address who it is and whether it takes the key. */
export function testConnection(
  name: string,
  url: string,
  secrets: ConnectionSecrets,
  log: vscode.LogOutputChannel,
): Promise<ConnectionCheck> {
  const server = openServer(url, secrets, log);
  return withCancellableProgress(vscode.l10n.t("Testing “{0}”…", name), (signal) =>
    checkConnection(server, { signal }),
  );
}

/** What was found, in words. */
export function checkMessage(check: ConnectionCheck, keySent: boolean): string {
  switch (check.kind) {
    case "ready":
      return keySent
        ? vscode.l10n.t(
            "Agent Server {0} with cron jobs. The key is accepted. Threads: {1}.",
            check.info.version,
            check.threads,
          )
        : vscode.l10n.t(
            "Agent Server {0} with cron jobs. No key is needed. Threads: {1}.",
            check.info.version,
            check.threads,
          );
    case "noCrons":
      return serverProblemMessage({ kind: "noCrons", version: check.info.version });
    case "refused":
      return vscode.l10n.t(
        "Agent Server {0} can be reached. {1}",
        check.info.version,
        serverProblemMessage(check.problem),
      );
    case "failed":
      return serverProblemMessage(check.problem);
  }
}
