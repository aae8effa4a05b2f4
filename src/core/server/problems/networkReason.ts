/** The reason for an answer that is not HTTP, because the HTTP client's own codes for it vary or are missing. */
export const notHttp = "NOT_HTTP";

/**
 * The system's error code for a request without an answer: ECONNREFUSED, ENOTFOUND, CERT_HAS_EXPIRED … Uses only codes,
 * because an error's message may contain the URL or a header.
 */
export function networkReason(error: unknown): string {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 8; depth += 1) {
    if (cause.name === "HTTPParserError") return notHttp;
    const code = "code" in cause ? cause.code : undefined;
    if (typeof code === "string" && /^[A-Z][A-Z0-9_]{2,60}$/.test(code)) return code;
    cause = cause instanceof AggregateError && cause.cause === undefined ? cause.errors[0] : cause.cause;
  }
  return "CONNECTION_FAILED";
}

/** Connections that broke after they were made, so a new one may work at once. */
const broken: ReadonlySet<string> = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"]);

export function isBrokenConnection(reason: string): boolean {
  return broken.has(reason);
}
