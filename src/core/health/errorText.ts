import type { RunError } from "../server/cron";

/** An error as Python prints it. Of a checkpoint the name is a part of the message. */
export function errorText({ error, message }: RunError): string {
  return error === "" ? message : `${error}: ${message}`;
}
