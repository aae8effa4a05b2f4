import { type RequestRefusal, refusedRequest } from "../problems/requestRefusals";
import type { RequestName } from "../problems/serverProblem";

/**
 * Headers that a cron's `headers` may not set: the key (reserved by the Python SDK too), those describing our body, and
 * those that HTTP sets itself. The SDK lets a call replace `content-type`; since the body is always JSON, it is refused
 * here instead of silently dropped.
 */
const reserved: ReadonlySet<string> = new Set([
  "x-api-key",
  "content-type",
  "content-length",
  "content-encoding",
  "host",
  "connection",
  "expect",
  "keep-alive",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** Visible characters, spaces and tabs up to U+00FF, which is what `fetch` can send. */
const fieldValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Why a cron can't have this header, or null if it can. */
export function headerRefusal(name: string, value: string): RequestRefusal | null {
  if (!token.test(name)) return "request.header-name";
  if (reserved.has(name.toLowerCase())) return "request.header-reserved";
  return fieldValue.test(value) ? null : "request.header-value";
}

export interface HeaderSources {
  /** The connection's headers, without the key. */
  readonly connection: Readonly<Record<string, string>>;
  readonly apiKey: string | undefined;
  /** This call's headers, which override the connection's, as in the Python SDK. */
  readonly call: Readonly<Record<string, string>>;
  readonly hasBody: boolean;
}

/**
 * All headers of a request, with lower-case names. Throws `ServerFailure` (rejected, status 0) for one that can't be
 * sent; `fetch` would throw with the value, possibly a key, in its message.
 */
export function requestHeaders(sources: HeaderSources, request: RequestName): Readonly<Record<string, string>> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (sources.hasBody) headers["content-type"] = "application/json";
  addAll(headers, sources.connection, request, null);
  addAll(headers, sources.call, request, "headers");
  if (sources.apiKey !== undefined) {
    if (!fieldValue.test(sources.apiKey)) throw refusedRequest(request, "request.api-key", null);
    headers["x-api-key"] = sources.apiKey;
  }
  return headers;
}

function addAll(
  headers: Record<string, string>,
  added: Readonly<Record<string, string>>,
  request: RequestName,
  parameter: string | null,
): void {
  for (const [name, value] of Object.entries(added)) {
    const refusal = headerRefusal(name, value);
    if (refusal !== null) throw refusedRequest(request, refusal, parameter, { name });
    headers[name.toLowerCase()] = value;
  }
}
