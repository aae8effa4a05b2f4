import type { TestProject } from "vitest/node";
import { startAgentServer } from "./agentServer";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the Agent Server that all test files of a project share: `inject("agentServerUrl")`. */
    agentServerUrl: string;
  }
}

/** One Agent Server for a whole test project. Set `LANGGRAPH_CRONS_TEST_SERVER` to use one that already runs. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const running = process.env.LANGGRAPH_CRONS_TEST_SERVER;
  if (running !== undefined) {
    project.provide("agentServerUrl", running);
    return () => Promise.resolve();
  }
  const server = await startAgentServer({ name: project.name });
  project.provide("agentServerUrl", server.url);
  return () => server.stop();
}
