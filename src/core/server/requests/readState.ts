import type { ThreadState, ThreadTask } from "../threadState";
import { readMetadata, readText } from "./readAnswers";
import { orElse, type Reader, readList, readObject, readString } from "./readShape";
import { readInterrupt } from "./readThread";

const readTask: Reader<ThreadTask> = (value, place) => {
  const task = readObject(value, place);
  return {
    id: readString(task.id, `${place}.id`),
    name: readString(task.name, `${place}.name`),
    error: readText(task.error, `${place}.error`),
    interrupts: orElse(readList(readInterrupt), [])(task.interrupts, `${place}.interrupts`),
  };
};

export const readState: Reader<ThreadState> = (value, place) => {
  const state = readObject(value, place);
  const checkpoint = readMetadata(state.checkpoint, `${place}.checkpoint`);
  return {
    values: state.values ?? null,
    next: readList(readString)(state.next, `${place}.next`),
    tasks: orElse(readList(readTask), [])(state.tasks, `${place}.tasks`),
    metadata: readMetadata(state.metadata, `${place}.metadata`),
    created_at: readText(state.created_at, `${place}.created_at`),
    checkpoint_id: readText(checkpoint.checkpoint_id, `${place}.checkpoint.checkpoint_id`),
  };
};
