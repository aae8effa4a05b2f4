import type { AgentServer } from "../../src/core/server/agentServer";
import { createAgentServer } from "../../src/core/server/httpAgentServer";
import { canaryKey } from "./canary";

/** A client with a time-out long enough for a busy machine. */
export function openTestServer(baseUrl: string, timeoutMilliseconds = 20_000): AgentServer {
  return createAgentServer({ baseUrl, headers: {}, apiKey: canaryKey, timeoutMilliseconds });
}

/** Runs `act` for each item, `width` at a time. */
export async function inParallel<Item>(
  items: readonly Item[],
  width: number,
  act: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const work = async () => {
    for (const item of waiting) await act(item);
  };
  await Promise.all(Array.from({ length: width }, work));
}
