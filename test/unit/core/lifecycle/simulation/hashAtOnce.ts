import { hash } from "node:crypto";

/** WebCrypto hashes on another thread, in real time. */
export function hashAtOnce(): () => void {
  const { stackTraceLimit } = Error;
  // A failure's stack is looked at by nobody, and takes longer to write down than all else.
  Error.stackTraceLimit = 0;
  const original = crypto.subtle.digest;
  crypto.subtle.digest = async (_algorithm, data) => {
    const bytes = hash("sha256", data as Uint8Array, "buffer");
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  };
  return () => {
    crypto.subtle.digest = original;
    Error.stackTraceLimit = stackTraceLimit;
  };
}
