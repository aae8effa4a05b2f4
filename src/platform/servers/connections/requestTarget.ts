import type { RequestTarget } from "../../../core/requestText/exactRequest";
import type { Connection } from "./connection";
import type { Connections } from "./connections";

/** Where a request to this connection goes, for its text: no value of a key or a header leaves the secret storage. */
export async function requestTarget(connections: Connections, connection: Connection): Promise<RequestTarget> {
  const { key } = await connections.secrets(connection);
  return {
    baseUrl: connection.url,
    keyVariable: key === undefined ? null : "LANGGRAPH_API_KEY",
    headerNames: connection.headerNames,
  };
}
