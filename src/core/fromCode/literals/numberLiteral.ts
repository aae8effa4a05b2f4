/** The value of a number's token; undefined if JSON, as everybody reads it, can't hold exactly that. */
export function numberLiteral(token: string): number | undefined {
  const plain = token.replaceAll("_", "");
  // A zero before other digits means octal in old JavaScript, and nothing in Python.
  if (/^0\d/.test(plain) || /__|_$|_\.|\._/.test(token)) return undefined;
  const isWhole = /^(?:\d+|0[xob][\da-f]+)$/i.test(plain);
  const value = Number(plain);
  return Number.isFinite(value) && (!isWhole || Number.isSafeInteger(value)) ? value : undefined;
}
