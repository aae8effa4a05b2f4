import type { ScheduleDialect } from "../../../core/schedule/scheduleDialect";

/** A server that the user has named. Its key and header values are not in here: they live in `SecretStorage`. */
export interface Connection {
  readonly id: string;
  readonly name: string;
  /** http(s), may carry a path, no trailing slash, no user, query or fragment. */
  readonly url: string;
  /** Names of the extra headers that go with every request. */
  readonly headerNames: readonly string[];
  /** Asks before anything that deletes or that fires at once. */
  readonly production: boolean;
  /** How this server reads a schedule of six fields. */
  readonly dialect: ScheduleDialect;
  /** Counts its changes, so that what was learnt with another address or key is known to be old. */
  readonly revision: number;
}

/** What the user says of a connection; the rest follows. Without a dialect it stays what it was, at first the Agent Server's. */
export type ConnectionChoices = Pick<Connection, "name" | "url" | "production"> & Partial<Pick<Connection, "dialect">>;

/** What only `SecretStorage` keeps: a header such as `Authorization` is as secret as the key. */
export interface ConnectionSecrets {
  /** Sent as `x-api-key`. */
  readonly key?: string;
  /** Extra headers that go with every request, by name. */
  readonly headers: Readonly<Record<string, string>>;
}

export const noSecrets: ConnectionSecrets = { headers: {} };

/** Names a connection as it is now: with another address or key its server is another one. */
export function connectionKey({ id, revision }: Pick<Connection, "id" | "revision">): string {
  return `${id} ${revision}`;
}
