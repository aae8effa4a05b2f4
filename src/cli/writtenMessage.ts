import { fillMessage, type Message, type MessagePart } from "../core/base/message";

/** How texts of servers and moments are written in one kind of output. */
export interface Writing {
  data(text: string): string;
  moment(date: string): string;
}

/** Sentences that have no full stop as one English text. */
export function writtenSentences(messages: readonly Message[], writing: Writing): string {
  return messages.map((message) => writtenMessage(message, writing)).join(". ");
}

/** A message in English. */
export function writtenMessage({ args = {}, text }: Message, writing: Writing): string {
  return fillMessage(
    text,
    Object.fromEntries(Object.entries(args).map(([name, part]) => [name, writtenPart(part, writing)])),
  );
}

function writtenPart(part: MessagePart, writing: Writing): string | number {
  if (typeof part === "number") return part;
  if (typeof part === "string") return writing.data(part);
  switch (part.kind) {
    case "names":
      return part.names.map((name) => writing.data(name)).join(", ");
    case "moment":
      return writing.moment(part.date);
    case "messages":
      return part.messages.map((message) => writtenMessage(message, writing)).join("; ");
  }
}
