import type { Readable } from "node:stream";

/** Lines as they arrive. A reader that needs no more of them lets go of the input, which else keeps the process alive. */
export async function* inputLines(input: Readable): AsyncGenerator<string> {
  const { createInterface } = await import("node:readline");
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  try {
    yield* lines;
  } finally {
    lines.close();
  }
}
