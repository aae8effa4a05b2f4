import { fillMessage } from "../../base/message";
import { type RequestName, ServerFailure } from "./serverProblem";

/** Why a request is refused here, before a byte is sent. `{name}` is a placeholder. */
export const requestRefusals = {
  "request.header-name": "“{name}” is not a header name: use letters, digits and hyphens.",
  "request.header-value":
    "The value of the header “{name}” contains a line break or another character that HTTP does not allow.",
  "request.header-reserved": "The header “{name}” is set by the connection and cannot be set by a cron.",
  "request.api-key": "The API key contains a line break or another character that HTTP does not allow. Enter it again.",
  "request.uuid": "“{value}” is not a UUID.",
  "request.segment": "“{value}” cannot be part of a request's path.",
  "request.cannot-pause": "This server cannot create a paused cron: that needs Agent Server 0.7.15 or newer.",
  "request.another-set": "The cron {id} has this name and belongs to another set of crons, so it is left as it is.",
  "request.path": "The path of this request is not below the connection's URL.",
} as const;

export type RequestRefusal = keyof typeof requestRefusals;

/** The failure of a request that was not sent: `rejected` with status 0. `parameter` is the wire name at fault. */
export function refusedRequest(
  request: RequestName,
  code: RequestRefusal,
  parameter: string | null,
  args: Readonly<Record<string, string>> = {},
): ServerFailure {
  const detail = fillMessage(requestRefusals[code], args);
  return new ServerFailure({ kind: "rejected", status: 0, detail, parameter }, request);
}
