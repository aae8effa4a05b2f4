/** The text that replaces a secret. */
const mask = "•••";

/** Shorter values are ordinary words ("1", "true", "team"); masking them hides nothing and makes texts unreadable. */
const shortestSecret = 6;

/**
 * `text` without any of `secrets` in any spelling: plain, URL-encoded, JSON-escaped or base64. A server or proxy may
 * send back what it received.
 */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= shortestSecret)
    .flatMap(spellings)
    .sort((one, other) => other.length - one.length)
    .reduce((masked, spelling) => masked.replaceAll(spelling, mask), text);
}

function spellings(secret: string): readonly string[] {
  const encoded = base64(secret);
  return [
    secret,
    encodeURIComponent(secret.toWellFormed()),
    JSON.stringify(secret).slice(1, -1),
    encoded,
    encoded.replace(/=+$/, ""),
    encoded.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, ""),
  ];
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
