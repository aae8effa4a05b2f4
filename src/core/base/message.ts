/** A sentence that each user interface translates: an English template, and a value for each `{name}` in it. */
export interface Message {
  readonly text: string;
  readonly args?: Readonly<Record<string, MessagePart>>;
}

/** A string is text from a server or a file, so data that is shown as plain text. */
export type MessagePart =
  | string
  | number
  | { readonly kind: "names"; readonly names: readonly string[] }
  /** A server's date, and its cron's zone. */
  | { readonly kind: "moment"; readonly date: string; readonly timezone: string | null }
  | { readonly kind: "messages"; readonly messages: readonly Message[] };

/** How texts of servers and files, and a server's dates, are written in one kind of output. */
export interface Writing {
  data(text: string): string;
  moment(date: string): string;
}

const asTheyAre: Writing = { data: (text) => text, moment: (date) => date };

/** The message in English, with dates as the server wrote them. Line breaks in a server's text are kept. */
export function englishMessage(message: Message): string {
  return writtenMessage(message, asTheyAre);
}

/** Joins sentences that have no full stop into one text. */
export function englishSentences(messages: readonly Message[]): string {
  return writtenSentences(messages, asTheyAre);
}

/** The message in English. */
export function writtenMessage({ text, args = {} }: Message, writing: Writing): string {
  const parts = Object.entries(args).map(([name, part]) => [name, writtenPart(part, writing)] as const);
  return fillMessage(text, Object.fromEntries(parts));
}

/** Joins sentences that have no full stop into one English text. */
export function writtenSentences(messages: readonly Message[], writing: Writing): string {
  return messages.map((message) => writtenMessage(message, writing)).join(". ");
}

/** Adds a full stop, unless the sentence ends with a server's text that has one. */
export function withDot(sentence: string): string {
  return /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`;
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

/** Fills `{name}` placeholders; leaves one without a value, so that the mistake is visible. */
export function fillMessage(message: string, args: Readonly<Record<string, string | number>>): string {
  return message.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(args[name] ?? placeholder));
}
