/** The reason for an answer that is not HTTP; the HTTP client's own codes for it are many, or missing. */
export const notHttp = "NOT_HTTP";

/**
 * The system's short word for why a request got no answer: ECONNREFUSED, ENOTFOUND, CERT_HAS_EXPIRED …
 * Only codes are taken: an error's message may hold the URL or a header.
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

/** Connections that broke, as against those that were never made: these may work the next moment. */
const broken: ReadonlySet<string> = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"]);

export function isBrokenConnection(reason: string): boolean {
  return broken.has(reason);
}
