/** Control characters break lines and steer terminals, bidirectional ones turn the rest of a line around. */
const steering = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/gu;

/** Text of a file or a server as a part of one line: each run of characters that would leave it becomes a blank. */
export function oneLine(text: string): string {
  return text.replace(steering, " ");
}
