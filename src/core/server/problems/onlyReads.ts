import type { RequestName } from "./serverProblem";

/** Whether a request changes nothing on the server: reading, or a search, which is a POST. */
export function onlyReads({ method, path }: RequestName): boolean {
  return method === "GET" || /\/(?:search|count|history)$/.test(path);
}
