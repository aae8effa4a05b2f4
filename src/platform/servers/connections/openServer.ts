import type * as vscode from "vscode";
import type { AgentServer } from "../../../core/server/agentServer";
import { createAgentServer } from "../../../core/server/httpAgentServer";
import type { ServerLacks } from "../../../core/server/serverLacks";
import { readSetting } from "../../host/settings";
import { requireTrust } from "../../host/trust";
import type { ConnectionSecrets } from "./connection";

/**
 * The one way to a server in the editor: throws `UntrustedWorkspace` first, and writes a line for each request.
 * `lacks`: what others have found the server to be without.
 */
export function openServer(
  url: string,
  secrets: ConnectionSecrets,
  log: vscode.LogOutputChannel,
  lacks?: ServerLacks,
): AgentServer {
  requireTrust();
  return createAgentServer({
    baseUrl: url,
    headers: secrets.headers,
    apiKey: secrets.key,
    timeoutMilliseconds: requestTimeout(),
    ...(lacks === undefined ? {} : { lacks }),
    onAnswer: ({ method, path, outcome, milliseconds }) =>
      log.info(`${method} ${url}${path} ${outcome} ${Math.round(milliseconds)} ms`),
  });
}

/** In milliseconds, and within what the manifest allows whatever a settings file says. */
export function requestTimeout(): number {
  return Math.min(300, Math.max(1, readSetting("requestTimeoutSeconds"))) * 1000;
}
