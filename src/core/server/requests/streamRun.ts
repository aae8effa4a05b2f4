import type { CallOptions } from "../agentServer";
import type { StreamedEvent } from "../streamedEvent";
import { refuseGone, runPath } from "./oneRun";
import { inside } from "./readAnswers";
import type { ServerCalls } from "./serverCalls";
import { streamRequest } from "./streamRequest";

/** No mode is asked for: one that the run does not have would leave its own out too (0.16.7). */
export function streamRun(
  calls: ServerCalls,
  threadId: string,
  runId: string,
  onEvent: (event: StreamedEvent) => void,
  options: CallOptions | undefined,
): Promise<void> {
  const request = { method: "GET", path: `${runPath("GET", threadId, runId)}/stream`, repeatable: false } as const;
  return calls.explained(async () => {
    for await (const event of streamRequest(calls.endpoint, request, options?.signal)) {
      // Aegra 0.11.0 says that it was the last one; an Agent Server just ends the stream.
      if (event.event === "end") return;
      if (event.event === "error") refuseGone(inside(event.data, ["error"]), inside(event.data, ["message"]), request);
      onEvent(event);
    }
  }, options);
}
