/** As much of an answer as is read by default, in bytes after decompression: many times what the largest page of crons takes. */
export const largestAnswerBytes = 32 * 1024 * 1024;

/** Words of a refusal are shorter; a gateway's page may be of any length. */
const largestRefusalBytes = 64 * 1024;

/**
 * The text of an answer, read piece by piece, so that neither a huge one nor a small one that decompresses to gigabytes
 * fills the memory. Null where it is longer than the limit; of a refusal only the beginning is read, and is enough.
 * Rejects where the connection breaks or the request's signal ends it.
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
