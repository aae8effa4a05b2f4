import * as vscode from "vscode";
import { type ConnectionCheck, checkConnection } from "../../core/server/checkConnection";
import type { ServerInfo } from "../../core/server/cron";
import { withCancellableProgress } from "../../platform/host/progress";
import type { ConnectionSecrets } from "../../platform/servers/connections/connection";
import { openServer } from "../../platform/servers/connections/openServer";
import { plainText } from "../../platform/words/plainText";
import { serverProblemMessage } from "../../platform/words/serverProblemMessage";

/** Asks the server at an address what it is, and whether it accepts the key. */
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

/** The result of the test, in words. */
export function checkMessage(check: ConnectionCheck, keySent: boolean): string {
  switch (check.kind) {
    case "ready":
      return readyMessage(check, keySent);
    case "noCrons":
      return serverProblemMessage({ kind: "noCrons", version: check.info.version });
    case "refused":
      return vscode.l10n.t("{0} can be reached. {1}", serverName(check.info), serverProblemMessage(check.problem));
    case "failed":
      return serverProblemMessage(check.problem);
  }
}

function readyMessage({ info, threads }: Extract<ConnectionCheck, { kind: "ready" }>, keySent: boolean): string {
  const key = keySent ? vscode.l10n.t("The key is accepted.") : vscode.l10n.t("No key is needed.");
  const server = vscode.l10n.t("{0} with cron jobs.", serverName(info));
  return threads === null ? `${server} ${key}` : `${server} ${key} ${vscode.l10n.t("Threads: {0}.", threads)}`;
}

/** The product and version of a server; an unknown product is called “like an Agent Server”. */
function serverName({ product, version }: ServerInfo): string {
  switch (product) {
    case "agentServer":
      return vscode.l10n.t("Agent Server {0}", plainText(version));
    case "aegra":
      return vscode.l10n.t("Aegra {0}", plainText(version));
    case "other":
      return vscode.l10n.t("A compatible server (version {0})", plainText(version));
  }
}
