import type { ExactRequest } from "./exactRequest";
import type { Text } from "./variableText";
import { joined } from "./variableText";

/** The address of a request, encoded, without its query. */
export function addressOf({ path, target }: ExactRequest): string {
  return target.baseUrl + path;
}

/** One `name=value` of a query, encoded. A variable is written as it is. */
export function queryPair([name, value]: readonly [string, Text], reference: (variable: string) => string): string {
  const before = new URLSearchParams([[name, ""]]).toString();
  return before + joined(value, encoded, reference);
}

/** The whole query, encoded and with its question mark; empty if there is none. */
export function queryOf({ query }: ExactRequest, reference: (variable: string) => string): string {
  return query.length === 0 ? "" : `?${query.map((pair) => queryPair(pair, reference)).join("&")}`;
}

function encoded(text: string): string {
  return new URLSearchParams([["", text]]).toString().slice(1);
}
