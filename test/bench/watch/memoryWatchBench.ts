import { startAgentServer } from "../../support/agentServer";
import { firingGraphs } from "../../support/firingGraphs";
import type { BenchResult } from "../benchResult";
import { watchFigures } from "./watchFigures";

export async function run(): Promise<readonly BenchResult[]> {
  const server = await startAgentServer({ name: "watch", graphs: firingGraphs, jobs: 10 });
  try {
    return await watchFigures(server.url);
  } finally {
    await server.stop();
  }
}
