import type { Run } from "../cron";
import { metadataKeys } from "../stored/ownMetadata";
import { inside, readText } from "./readAnswers";
import { orElse, type Reader, readCount, readObject, readString, readWord } from "./readShape";

export const readStatus = readWord(["pending", "running", "error", "success", "timeout", "interrupted"]);
const attemptPath = ["kwargs", "config", "metadata", "run_attempt"];

export const readRun: Reader<Run> = (value, place) => {
  const run = readObject(value, place);
  const ofConfig = ["config", "configurable", "cron_id"];
  const mark = inside(run, ["metadata", metadataKeys.cron]);
  const cron = inside(run, ["kwargs", ...ofConfig]) ?? inside(run, ofConfig) ?? mark;
  const says = cron !== undefined || run.kwargs !== undefined;
  return {
    run_id: readString(run.run_id, `${place}.run_id`),
    thread_id: readString(run.thread_id, `${place}.thread_id`),
    assistant_id: readString(run.assistant_id, `${place}.assistant_id`),
    created_at: readString(run.created_at, `${place}.created_at`),
    updated_at: readString(run.updated_at, `${place}.updated_at`),
    status: readStatus(run.status, `${place}.status`),
    attempt: orElse(readCount, undefined)(inside(run, attemptPath), `${place}.${attemptPath.join(".")}`),
    multitask_strategy: orElse(readString, undefined)(run.multitask_strategy, `${place}.multitask_strategy`),
    cron_id: says ? readText(cron, `${place}.cron_id`) : undefined,
    isByHand: mark !== undefined,
  };
};
