import { isUuid } from "../../base/isUuid";
import { refusedRequest } from "../problems/requestRefusals";
import type { RequestName } from "../problems/serverProblem";

/**
 * The URL of a request: `baseUrl` (no trailing slash), `path` with encoded segments, `query` in order. Throws
 * `ServerFailure` (rejected, status 0) if the path would leave the base: URL parsers resolve `..`, and the key would go
 * to another place on the host.
 */
export function requestUrl(
  baseUrl: string,
  request: RequestName,
  query: readonly (readonly [name: string, value: string])[] = [],
): URL {
  const written = `${baseUrl}${request.path}`;
  if (!request.path.startsWith("/") || !URL.canParse(written)) throw refusedRequest(request, "request.path", null);
  const url = new URL(written);
  const asWritten = url.href === new URL(baseUrl).href.replace(/\/$/, "") + request.path;
  if (!asWritten || !isBelow(baseUrl, url) || url.search !== "" || url.hash !== "")
    throw refusedRequest(request, "request.path", null);
  for (const [name, value] of query) url.searchParams.append(name, value);
  return url;
}

/** Whether `url` has the origin of `baseUrl` and is at or below its path, the only place the key may go. */
export function isBelow(baseUrl: string, url: URL): boolean {
  const base = new URL(baseUrl);
  const folder = base.pathname.replace(/\/$/, "");
  return (
    url.origin === base.origin &&
    url.username === "" &&
    url.password === "" &&
    (url.pathname === folder || url.pathname.startsWith(`${folder}/`))
  );
}

/** One encoded path segment. Throws `ServerFailure` if no encoding keeps it from being a step in the path. */
export function pathSegment(value: string, method: RequestName["method"], parameter: string): string {
  if (value === "" || value === "." || value === ".." || !value.isWellFormed()) {
    throw refusedRequest({ method, path: "" }, "request.segment", parameter, { value });
  }
  return encodeURIComponent(value);
}

/** An id as a path segment. Throws `ServerFailure` (rejected, status 0) if it is not a UUID. */
export function idSegment(value: string, method: RequestName["method"], parameter: string): string {
  if (!isUuid(value)) throw refusedRequest({ method, path: "" }, "request.uuid", parameter, { value });
  return value;
}
