import type { TestProject } from "vitest/node";
import { startAgentServers } from "./agentServerSetup";
import { firingGraphs } from "./firingGraphs";
import { sampleWorkspace } from "./paths";

/** The server of the shared window: with the graphs of the sample, which is open there, and with those that do what tests want. */
export default function setup(project: TestProject): Promise<() => Promise<void>> {
  return startAgentServers(project, { graphs: [sampleWorkspace, firingGraphs] });
}
