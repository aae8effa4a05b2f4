/** A file's text and the encoding it was read in, by VS Code's name. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: "utf8" | "utf16le" | "utf16be";
}

const labels = { utf16le: "utf-16le", utf16be: "utf-16be" } as const;

/**
 * Decodes the bytes of a JSON text. UTF-16 is recognised by its mark, or by the zero byte of the ASCII character that
 * JSON text begins with; anything else is read as UTF-8, with U+FFFD for invalid bytes. Marks are dropped.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const encoding = utf16Of(bytes);
  if (encoding === undefined) return { text: new TextDecoder().decode(bytes), encoding: "utf8" };
  return { text: new TextDecoder(labels[encoding]).decode(bytes), encoding };
}

function utf16Of([first, second]: Uint8Array): keyof typeof labels | undefined {
  if (first === undefined || second === undefined) return undefined;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return "utf16le";
  return (first === 0xfe && second === 0xff) || (first === 0 && second !== 0) ? "utf16be" : undefined;
}
