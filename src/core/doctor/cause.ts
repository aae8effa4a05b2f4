import type { Message, MessagePart } from "../base/message";
import type { Cron } from "../server/cron";
import { givenNames } from "../server/stored/givenNames";
import type { CauseCode, CronRemedy, Diagnosis, Remedy } from "./diagnosis";

type CauseDetails = Partial<Pick<Diagnosis, "evidence" | "details" | "unknown" | "remedies" | "explains">>;

/** A diagnosis; whatever is left out is empty. `about`: the server, or a cron. */
export function cause(
  code: CauseCode,
  severity: Diagnosis["severity"],
  about: "server" | Pick<Cron, "cron_id">,
  what: Message | readonly Message[],
  { details = [], evidence = [], explains = [], remedies = [], unknown = [] }: CauseDetails = {},
): Diagnosis {
  const cronId = about === "server" ? null : about.cron_id;
  return { code, severity, cronId, what: [what].flat(), evidence, details, unknown, remedies, explains };
}

export function said(text: string, args: NonNullable<Message["args"]> = {}): Message {
  return { text, args };
}

/** `moment`: epoch milliseconds, or a server's date. */
export function at(moment: number | string, timezone: string | null = null): MessagePart {
  return { kind: "moment", date: typeof moment === "string" ? moment : new Date(moment).toISOString(), timezone };
}

/** Enough of an id to tell it from others, and too little to use it. The first half of a UUIDv7 is only its time. */
export function shortId(id: string): string {
  return id.length > 12 ? `${id.slice(0, 4)}…${id.slice(-6)}` : id;
}

/** More would not help. */
const mostNamed = 5;

/** What crons are called; of many the first ones and an ellipsis. */
export function namesOf(crons: readonly Pick<Cron, "cron_id" | "metadata">[]): MessagePart {
  const names = crons.slice(0, mostNamed).map((cron) => givenNames(cron)[0] ?? shortId(cron.cron_id));
  return { kind: "names", names: crons.length > mostNamed ? [...names, "…"] : names };
}

export function remedy(kind: CronRemedy, { cron_id }: Pick<Cron, "cron_id">): Remedy {
  return { kind, cronId: cron_id };
}
