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

/** The message in English, with dates as the server wrote them. Line breaks in a server's text are kept. */
export function englishMessage({ text, args = {} }: Message): string {
  return fillMessage(text, Object.fromEntries(Object.entries(args).map(([name, part]) => [name, englishPart(part)])));
}

/** Joins sentences that have no full stop into one text. */
export function englishSentences(messages: readonly Message[]): string {
  return messages.map(englishMessage).join(". ");
}

/** Adds a full stop, unless the sentence ends with a server's text that has one. */
export function withDot(sentence: string): string {
  return /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`;
}

function englishPart(part: MessagePart): string | number {
  if (typeof part !== "object") return part;
  switch (part.kind) {
    case "names":
      return part.names.join(", ");
    case "moment":
      return part.date;
    case "messages":
      return part.messages.map(englishMessage).join("; ");
  }
}

/** Fills `{name}` placeholders; leaves one without a value, so that the mistake is visible. */
export function fillMessage(message: string, args: Readonly<Record<string, string | number>>): string {
  return message.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(args[name] ?? placeholder));
}
