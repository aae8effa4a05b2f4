import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startAgentServerProcess } from "../../scripts/lib/agentServer.mjs";
import { inArtifacts, sampleWorkspace } from "./paths";
import { agentServerPython } from "./python";

export interface RunningAgentServer {
  readonly url: string;
  readonly port: number;
  readonly log: string;
  /** Stops the server and deletes its data. Can be called more than once. */
  stop(): Promise<void>;
}

export interface AgentServerOptions {
  /** Names the log, `artifacts/agent-server-<name>.log`. */
  readonly name: string;
  /** Folder with a `langgraph.json`; it is copied, so that the server's data stays out of it. Default: the sample's. */
  readonly graphs?: string;
  /** How many runs at once. Default: the server's own. */
  readonly jobs?: number;
  /** Added to the server's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Exactly this port, for a test that restarts a server at the same address. Default: a free one. */
  readonly port?: number;
}

/** Starts a new, empty Agent Server for a test; it answers when this resolves. */
export async function startAgentServer(options: AgentServerOptions): Promise<RunningAgentServer> {
  const { name, graphs = sampleWorkspace, ...rest } = options;
  const folder = await mkdtemp(join(tmpdir(), "langgraph-crons-agent-"));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  const log = inArtifacts(`agent-server-${name}.log`);
  await cp(graphs, folder, {
    recursive: true,
    filter: (source) => !/\.langgraph_api|__pycache__/.test(source),
  });
  try {
    const server = await startAgentServerProcess({ folder, log, python: agentServerPython(), ...rest });
    const stop = async (): Promise<void> => {
      await server.stop();
      await remove();
    };
    return { url: server.url, port: server.port, log, stop };
  } catch (error) {
    await remove();
    throw error;
  }
}
