import { oneLine } from "./oneLine";

/** Text of a server as a part of one line; `most`: UTF-16 units. An error can be as long as a conversation. */
export function shortText(text: string, most = 600): string {
  const line = oneLine(text.slice(0, most * 4)).trim();
  return line.length > most ? `${line.slice(0, most - 1).toWellFormed()}…` : line;
}
