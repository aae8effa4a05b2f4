import { inject } from "vitest";
import { workerNumber } from "./workerNumber";

/** Address of the Agent Server that the test files of this worker share. */
export function agentServerUrl(): string {
  const urls = inject("agentServerUrls");
  const url = urls[(workerNumber() - 1) % urls.length];
  if (url === undefined) throw new Error("No Agent Server was started for this test.");
  return url;
}
