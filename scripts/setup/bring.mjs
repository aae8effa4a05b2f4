import { ensureAegra } from "./aegra.mjs";
import { ensureAgentServer } from "./agentServer.mjs";
import { ensureBrowser } from "./browser.mjs";
import { ensureExtensionHost } from "./extensionHost.mjs";
import { ensureJavaScriptSdk } from "./javaScriptSdk.mjs";
import { ensureJavaScriptServer } from "./javaScriptServer.mjs";
import { ensurePostgresAgentServer } from "./postgresAgentServer.mjs";
import { ensureShells } from "./shells.mjs";
import { ensureVscodeServer } from "./vscodeServer.mjs";

/**
 * @typedef {"agentServer" | "postgresAgentServer" | "aegra" | "browser" | "vscode" | "extensionHost" | "javaScriptSdk" | "javaScriptServer" | "shells"} Need
 *   real programs that tests run in or against
 */

/** Installs each host, given Node's path. @type {Readonly<Record<Need, (node: string) => Promise<unknown>>>} */
export const bring = {
  agentServer: ensureAgentServer,
  postgresAgentServer: ensurePostgresAgentServer,
  aegra: ensureAegra,
  browser: ensureBrowser,
  vscode: ensureVscodeServer,
  extensionHost: ensureExtensionHost,
  javaScriptSdk: ensureJavaScriptSdk,
  javaScriptServer: ensureJavaScriptServer,
  shells: ensureShells,
};
