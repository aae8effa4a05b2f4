import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startAgentServerProcess } from "./lib/agentServer.mjs";
import { freePort } from "./lib/freePort.mjs";
import { environmentOf } from "./lib/npm.mjs";
import { inArtifacts, inProject, projectFolder } from "./lib/paths.mjs";
import { runCommand } from "./lib/runCommand.mjs";
import { say, step } from "./lib/say.mjs";
import { SetupError } from "./lib/setupError.mjs";
import { ensureAgentServer } from "./setup/agentServer.mjs";
import { ensureTools } from "./setup/tools.mjs";
import { startInBrowser } from "./start/browser.mjs";
import { findCode, openDesktop } from "./start/desktop.mjs";
import { makeSampleThreads } from "./start/sampleThreads.mjs";

/** The port of `langgraph dev`: the extension offers it if the workspace has a `langgraph.json`. */
const usualPort = 2024;
const workspace = inProject("sample", "workspace");
/** Opened at once: it activates the extension, which offers the connection, and shows lenses. */
const file = inProject("sample", "workspace", "crons", "morning-report.cron.json");
/** `npm start -- --server`: for a window opened by a debugger, which expects the server at the usual port. */
const onlyServer = process.argv.includes("--server");

/** @type {(() => Promise<unknown>)[]} */
const undo = [];

const build = async (/** @type {string} */ node) => {
  const { code, output } = await runCommand(node, ["esbuild.mjs"], { cwd: projectFolder, env: environmentOf(node) });
  if (code !== 0) throw new SetupError(`The extension cannot be built:\n${output.trim()}`);
};

/** A real Agent Server with the sample's graphs; its data is deleted at the end. */
const startServer = async () => {
  const folder = await mkdtemp(join(tmpdir(), "langgraph-crons-start-"));
  undo.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  await cp(workspace, folder, { recursive: true });
  const log = inArtifacts("agent-server-start.log");
  const server = await startAgentServerProcess({ folder, log, preferredPort: usualPort });
  undo.push(server.stop);
  await makeSampleThreads(server.url);
  return server;
};

/** Opens VS Code with the extension; returns what to print, and what to wait for besides Ctrl+C. */
const openVscode = async (/** @type {string} */ node, /** @type {string} */ serverUrl) => {
  const env = { LANGGRAPH_CRONS_OFFERED_SERVER: serverUrl };
  const code = process.argv.includes("--browser") ? undefined : findCode();
  if (code !== undefined) {
    await openDesktop(code, projectFolder, { workspace, file }, env);
    return { said: "a separate window on your desktop", ended: [] };
  }
  const server = await step("VS Code for the browser", () => startInBrowser(node, projectFolder, env));
  undo.push(server.stop);
  return { said: server.address({ workspace, file }), ended: [server.exited] };
};

const untilInterrupted = () =>
  new Promise((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });

const main = async () => {
  const interrupted = untilInterrupted();
  const node = await ensureTools();
  await ensureAgentServer();
  if (onlyServer && (await freePort(usualPort)) !== usualPort) {
    throw new SetupError(`Another program uses port ${usualPort}. Stop it and run this again.`);
  }
  if (!onlyServer) await step("Extension", () => build(node));
  const server = await step("Agent Server with the sample's graphs and threads", startServer);
  const vscode = onlyServer ? undefined : await openVscode(node, server.url);
  say("");
  if (vscode !== undefined) say(`VS Code:      ${vscode.said}`);
  say(`Agent Server: ${server.url}`);
  if (vscode !== undefined) say("  The window offers a connection to it.");
  say(`Ctrl+C ends ${vscode === undefined ? "it" : "both"}.`);
  await Promise.race([interrupted, server.exited, ...(vscode?.ended ?? [])]);
};

try {
  await main();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  say(error.message);
  process.exitCode = 1;
} finally {
  for (const step of undo.reverse()) await step();
}
process.exit();
