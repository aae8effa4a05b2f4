/**
 * SHA-1 as in RFC 3174. Not for secrets: only name-based UUIDs (RFC 4122, version 5) need it, and WebCrypto's would
 * make each comparison of a spec with its cron asynchronous.
 */
export function sha1(bytes: Uint8Array): Uint8Array {
  const padded = padded64(bytes);
  const state = new Int32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]);
  const words = new Int32Array(80);
  for (let offset = 0; offset < padded.byteLength; offset += 64) addBlock(state, words, padded, offset);
  const digest = new DataView(new ArrayBuffer(20));
  for (let index = 0; index < 5; index += 1) digest.setInt32(index * 4, state[index] ?? 0);
  return new Uint8Array(digest.buffer);
}

/** Pads to whole blocks of 64 bytes; the last one ends with the length in bits. */
function padded64(bytes: Uint8Array): DataView {
  const length = (Math.floor((bytes.length + 8) / 64) + 1) * 64;
  const padded = new Uint8Array(length);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(length - 4, bytes.length * 8);
  return view;
}

/** `words`: a buffer for the words of one block. */
function addBlock(state: Int32Array, words: Int32Array, block: DataView, offset: number): void {
  const word = (index: number) => words[index] ?? 0;
  for (let index = 0; index < 16; index += 1) words[index] = block.getInt32(offset + index * 4);
  for (let index = 16; index < 80; index += 1) {
    words[index] = rotate(word(index - 3) ^ word(index - 8) ^ word(index - 14) ^ word(index - 16), 1);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
  for (let round = 0; round < 80; round += 1) {
    const next = (rotate(a, 5) + mix(round, b, c, d) + e + word(round)) | 0;
    e = d;
    d = c;
    c = rotate(b, 30);
    b = a;
    a = next;
  }
  // Int32Array sums wrap around by themselves.
  const added = [a, b, c, d, e];
  for (let index = 0; index < 5; index += 1) state[index] = (state[index] ?? 0) + (added[index] ?? 0);
}

function mix(round: number, b: number, c: number, d: number): number {
  if (round < 20) return ((b & c) | (~b & d)) + 0x5a827999;
  if (round < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (round < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
