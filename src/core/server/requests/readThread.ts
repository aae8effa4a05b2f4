import type { Interrupt, RunError, Thread } from "../cron";
import { readMetadata } from "./readAnswers";
import { orElse, type Reader, readList, readObject, readString, readWord } from "./readShape";

const readStatus = readWord(["idle", "busy", "interrupted", "error"]);

export const readRunError: Reader<RunError> = (value, place) => {
  const error = readObject(value, place);
  return {
    error: readString(error.error, `${place}.error`),
    message: readString(error.message, `${place}.message`),
  };
};

export const readInterrupt: Reader<Interrupt> = (value, place) => {
  const interrupt = readObject(value, place);
  return { id: orElse(readString, undefined)(interrupt.id, `${place}.id`), value: interrupt.value ?? null };
};

/** Those of all tasks; a search and a thread have them by the task's id. */
const readInterrupts: Reader<readonly Interrupt[]> = (value, place) =>
  Object.entries(readObject(value, place)).flatMap(([task, asked]) =>
    readList(readInterrupt)(asked, `${place}.${task}`),
  );

export const readThread: Reader<Thread> = (value, place) => {
  const thread = readObject(value, place);
  return {
    thread_id: readString(thread.thread_id, `${place}.thread_id`),
    created_at: readString(thread.created_at, `${place}.created_at`),
    updated_at: readString(thread.updated_at, `${place}.updated_at`),
    metadata: readMetadata(thread.metadata, `${place}.metadata`),
    status: readStatus(thread.status, `${place}.status`),
    error: thread.error === undefined ? undefined : orElse(readRunError, null)(thread.error, `${place}.error`),
    interrupts: orElse(readInterrupts, [])(thread.interrupts, `${place}.interrupts`),
  };
};
