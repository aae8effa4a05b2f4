/** Control characters break lines and control terminals; bidirectional ones reverse the rest of a line. */
const steering = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/gu;

/** Text from a file or server as part of one line: each run of such characters becomes a blank. */
export function oneLine(text: string): string {
  return text.replace(steering, " ");
}
