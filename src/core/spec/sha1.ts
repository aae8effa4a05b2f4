/**
 * SHA-1 of some bytes, as RFC 3174 has it. Not for secrets: only name-based UUIDs (RFC 4122, version 5) need it, and
 * WebCrypto's would make every comparison of a spec with its cron wait for a promise.
 */
export function sha1(bytes: Uint8Array): Uint8Array {
  const words = paddedWords(bytes);
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  for (let block = 0; block < words.length; block += 16) addBlock(state, words.slice(block, block + 16));
  const digest = new DataView(new ArrayBuffer(20));
  for (const [index, word] of state.entries()) digest.setUint32(index * 4, word);
  return new Uint8Array(digest.buffer);
}

function paddedWords(bytes: Uint8Array): readonly number[] {
  const length = (Math.floor((bytes.length + 8) / 64) + 1) * 64;
  const padded = new DataView(new ArrayBuffer(length));
  for (const [index, byte] of bytes.entries()) padded.setUint8(index, byte);
  padded.setUint8(bytes.length, 0x80);
  padded.setUint32(length - 4, bytes.length * 8);
  return Array.from({ length: length / 4 }, (_, index) => padded.getUint32(index * 4));
}

function addBlock(state: number[], block: readonly number[]): void {
  const schedule = [...block];
  const word = (index: number) => schedule[index] ?? 0;
  for (let index = 16; index < 80; index++) {
    schedule.push(rotate(word(index - 3) ^ word(index - 8) ^ word(index - 14) ^ word(index - 16), 1));
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
  for (let round = 0; round < 80; round++) {
    const next = rotate(a, 5) + mix(round, b, c, d) + e + word(round);
    [a, b, c, d, e] = [next >>> 0, a, rotate(b, 30), c, d];
  }
  for (const [index, added] of [a, b, c, d, e].entries()) state[index] = ((state[index] ?? 0) + added) >>> 0;
}

function mix(round: number, b: number, c: number, d: number): number {
  if (round < 20) return ((b & c) | (~b & d)) + 0x5a827999;
  if (round < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (round < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}

function rotate(word: number, bits: number): number {
  return ((word << bits) | (word >>> (32 - bits))) >>> 0;
}
