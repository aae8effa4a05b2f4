import { parseAnswer } from "../server/requests/parseAnswer";
import { readStatus } from "../server/requests/readRun";
import {
  orElse,
  type Reader,
  readBoolean,
  readCount,
  readNumber,
  readObject,
  readString,
  ShapeFault,
} from "../server/requests/readShape";
import type { SeenRun } from "./seenRun";

export function serialiseSeenRuns(runs: readonly SeenRun[]): string {
  return JSON.stringify(runs);
}

/** What a text holds of them: nothing of one that is half written or foreign. */
export function parseSeenRuns(text: string): readonly SeenRun[] {
  const parsed = parseAnswer(text);
  if (!parsed.ok || !Array.isArray(parsed.value)) return [];
  return parsed.value.flatMap((value) => {
    try {
      return [readSeenRun(value, "")];
    } catch (error) {
      if (error instanceof ShapeFault) return [];
      throw error;
    }
  });
}

const readSeenRun: Reader<SeenRun> = (value, place) => {
  const run = readObject(value, place);
  return {
    runId: readString(run.runId, "runId"),
    threadId: readString(run.threadId, "threadId"),
    assistantId: readString(run.assistantId, "assistantId"),
    cronId: readString(run.cronId, "cronId"),
    slot: orElse(readNumber, null)(run.slot, "slot"),
    created: readString(run.created, "created"),
    updated: readString(run.updated, "updated"),
    status: readStatus(run.status, "status"),
    isByHand: readBoolean(run.isByHand, "isByHand"),
    tokens: orElse(readCount, null)(run.tokens, "tokens"),
  };
};
