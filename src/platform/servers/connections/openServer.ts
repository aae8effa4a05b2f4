import type * as vscode from "vscode";
import type { AgentServer } from "../../../core/server/agentServer";
import { createAgentServer } from "../../../core/server/httpAgentServer";
import type { ServerClock } from "../../../core/server/serverClock";
import type { ServerLacks } from "../../../core/server/serverLacks";
import { requireTrust } from "../../host/trust";
import type { ConnectionSecrets } from "./connection";
import { requestTimeout } from "./requestTimeout";

/** What is known of the server at an address, shared by all who ask there. */
export interface KnownAddress {
  readonly lacks: ServerLacks;
  readonly clock: ServerClock;
}

/**
 * The only way to a server in the editor: throws `UntrustedWorkspace` first, and logs each request. `known`: what other
 * clients found the server to be missing, and its clock to be.
 */
export function openServer(
  url: string,
  secrets: ConnectionSecrets,
  log: vscode.LogOutputChannel,
  known?: KnownAddress,
): AgentServer {
  requireTrust();
  return createAgentServer({
    baseUrl: url,
    headers: secrets.headers,
    apiKey: secrets.key,
    timeoutMilliseconds: requestTimeout(),
    ...(known === undefined ? {} : { lacks: known.lacks, serverClock: known.clock }),
    onAnswer: ({ method, path, outcome, milliseconds }) =>
      log.info(`${method} ${url}${path} ${outcome} ${Math.round(milliseconds)} ms`),
  });
}
