import type { TestProject } from "vitest/node";
import { type AgentServerOptions, startAgentServer } from "./agentServer";

declare module "vitest" {
  export interface ProvidedContext {
    /** Addresses of Agent Servers, one for each worker: see `agentServerUrl`. */
    agentServerUrls: readonly string[];
  }
}

/**
 * Agent Servers for a whole test project, one for each worker: files that run at the same time don't see each other's
 * threads and crons. Set `LANGGRAPH_CRONS_TEST_SERVER` to use one that already runs.
 */
export default function setup(project: TestProject): Promise<() => Promise<void>> {
  return startAgentServers(project);
}

/** The same with these graphs. */
export async function startAgentServers(
  project: TestProject,
  options: Pick<AgentServerOptions, "graphs"> = {},
): Promise<() => Promise<void>> {
  const running = process.env.LANGGRAPH_CRONS_TEST_SERVER;
  if (running !== undefined) {
    project.provide("agentServerUrls", [running]);
    return () => Promise.resolve();
  }
  const names = Array.from({ length: project.config.maxWorkers }, (_, index) => `${project.name}-${index + 1}`);
  const servers = await Promise.all(names.map((name) => startAgentServer({ name, ...options })));
  project.provide(
    "agentServerUrls",
    servers.map(({ url }) => url),
  );
  return async () => void (await Promise.all(servers.map((server) => server.stop())));
}
