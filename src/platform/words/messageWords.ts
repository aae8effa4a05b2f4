import * as vscode from "vscode";
import type { Message, MessagePart } from "../../core/base/message";
import { plainText } from "./plainText";
import { momentWords } from "./runWords";

/** Long, because a refusal may have to name several places. */
const longestText = 600;

/** A message from core in the user's language; texts of servers and files are plain text in it. `now`: epoch ms. */
export function messageWords({ text, args = {} }: Message, now = Date.now()): string {
  return vscode.l10n.t(
    text,
    Object.fromEntries(Object.entries(args).map(([name, part]) => [name, partWords(part, now)])),
  );
}

/** Several sentences as one text, without the last full stop. */
export function sentencesWords(messages: readonly Message[], now = Date.now()): string {
  return messages.map((message) => messageWords(message, now)).join(". ");
}

/** Names as the user's language lists them: "a, b and c". */
export function listWords(names: readonly string[]): string {
  return new Intl.ListFormat(vscode.env.language, { type: "conjunction" }).format(names);
}

function partWords(part: MessagePart, now: number): string | number {
  if (typeof part === "number") return part.toLocaleString(vscode.env.language);
  if (typeof part === "string") return plainText(part, longestText);
  switch (part.kind) {
    case "names":
      return plainText(listWords(part.names), longestText);
    case "moment":
      return dateWords(part.date, part.timezone ?? "UTC", now);
    case "messages":
      return part.messages.map((message) => messageWords(message, now)).join("; ");
  }
}

/** If it is not a date, it is shown as the server wrote it. */
function dateWords(date: string, zone: string, now: number): string {
  const time = Date.parse(date);
  return Number.isNaN(time) ? plainText(date) : `${momentWords(time, zone, now)} ${plainText(zone)}`;
}
