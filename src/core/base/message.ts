/** A sentence of ours that each face words in its own language: an English template, and what fills each `{name}` in it. */
export interface Message {
  readonly text: string;
  readonly args?: Readonly<Record<string, MessagePart>>;
}

/** A string is text of a server or a file, so data: each face shows it as plain text. */
export type MessagePart =
  | string
  | number
  | { readonly kind: "names"; readonly names: readonly string[] }
  /** A server's date, and the zone of its cron. */
  | { readonly kind: "moment"; readonly date: string; readonly timezone: string | null }
  | { readonly kind: "messages"; readonly messages: readonly Message[] };

/** The message in English, with dates as the server wrote them. Line breaks of a server's text stay in it. */
export function englishMessage({ text, args = {} }: Message): string {
  return fillMessage(text, Object.fromEntries(Object.entries(args).map(([name, part]) => [name, englishPart(part)])));
}

/** Several sentences as one text; none of them ends with a dot. */
export function englishSentences(messages: readonly Message[]): string {
  return messages.map(englishMessage).join(". ");
}

/** With its dot, unless it ends with a server's text that has one. */
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

/** Fills `{name}` placeholders; one without a value stays as it is, so that a mistake shows. */
export function fillMessage(message: string, args: Readonly<Record<string, string | number>>): string {
  return message.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(args[name] ?? placeholder));
}
