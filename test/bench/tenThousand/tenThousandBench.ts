import { startAgentServer } from "../../support/agentServer";
import type { BenchResult } from "../benchResult";
import { pauseFigures, refreshFigures } from "./changeFigures";
import { createManyCrons } from "./manyCrons";
import { readingFigures } from "./readingFigures";
import { SentRequests } from "./sentRequests";
import { windowFigures } from "./windowFigures";

/** What a real server with 10,000 crons on 10,000 threads costs. To create them takes minutes. */
export async function run(): Promise<readonly BenchResult[]> {
  // It writes all it has into a file every ten seconds otherwise.
  const env = { LANGGRAPH_DISABLE_FILE_PERSISTENCE: "true" };
  const { stop, url } = await startAgentServer({ name: "ten-thousand", env });
  try {
    await createManyCrons(url);
    return await figures(url);
  } finally {
    await stop();
  }
}

async function figures(url: string): Promise<readonly BenchResult[]> {
  const sent = new SentRequests();
  return [
    ...(await readingFigures(url, sent)),
    ...(await refreshFigures(url, sent)),
    ...(await pauseFigures(url, sent)),
    ...(await windowFigures(url)),
  ];
}
