import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
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
  /** Folders with a `langgraph.json`; they are copied, so that the server's data stays out of them. Default: the sample's. */
  readonly graphs?: string | readonly string[];
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
  await copyGraphs([graphs].flat(), folder);
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

async function copyGraphs(folders: readonly string[], into: string): Promise<void> {
  const file = join(into, "langgraph.json");
  let graphs: Readonly<Record<string, string>> = {};
  for (const folder of folders) {
    await cp(folder, into, { recursive: true, filter: (source) => !/\.langgraph_api|__pycache__/.test(source) });
    const settings = JSON.parse(await readFile(file, "utf8")) as { readonly graphs: Readonly<Record<string, string>> };
    graphs = { ...graphs, ...settings.graphs };
    await writeFile(file, JSON.stringify({ ...settings, graphs }));
  }
}
