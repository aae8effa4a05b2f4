/** The default limit for an answer, in bytes after decompression: many times the largest page of crons. */
export const largestAnswerBytes = 32 * 1024 * 1024;

/** The text of a refusal is shorter, but a gateway's page may have any length. */
const largestRefusalBytes = 64 * 1024;

/**
 * The text of an answer, read in pieces, so that neither a huge body nor one that decompresses to gigabytes fills the
 * memory. Null if it is longer than the limit; only the start of a refusal is read, which is enough. Rejects if the
 * connection breaks or the request's signal aborts it.
 */
export async function readBody(
  body: ReadableStream<Uint8Array> | null,
  status: number,
  largestBytes: number,
): Promise<string | null> {
  if (body === null) return "";
  const isRefusal = status < 200 || status > 299;
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const pieces: string[] = [];
  let left = isRefusal ? Math.min(largestRefusalBytes, largestBytes) : largestBytes;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return pieces.join("") + decoder.decode();
    if (value.byteLength > left) {
      await reader.cancel().catch(() => undefined);
      return isRefusal ? pieces.join("") + decoder.decode(value.subarray(0, left)) : null;
    }
    left -= value.byteLength;
    pieces.push(decoder.decode(value, { stream: true }));
  }
}
