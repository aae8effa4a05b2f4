import type { ScheduleDialect } from "../../../core/schedule/scheduleDialect";

/** A server that the user has added. Its key and header values are not in here: they are in `SecretStorage`. */
export interface Connection {
  readonly id: string;
  readonly name: string;
  /** http(s), a path is allowed, no trailing slash, no user, query or fragment. */
  readonly url: string;
  /** Names of the extra headers that are sent with every request. */
  readonly headerNames: readonly string[];
  /** The user confirms everything that deletes or starts a run at once. */
  readonly production: boolean;
  /** How this server reads a schedule of six fields. */
  readonly dialect: ScheduleDialect;
  /** Counts its changes, to recognise data that was read with another address or key. */
  readonly revision: number;
}

/** What the user enters for a connection. Without a dialect it keeps its own, at first the Agent Server's. */
export type ConnectionChoices = Pick<Connection, "name" | "url" | "production"> & Partial<Pick<Connection, "dialect">>;

/** Stored only in `SecretStorage`: a header such as `Authorization` is as secret as the key. */
export interface ConnectionSecrets {
  /** Sent as `x-api-key`. */
  readonly key?: string;
  /** Extra headers that are sent with every request, by name. */
  readonly headers: Readonly<Record<string, string>>;
}

export const noSecrets: ConnectionSecrets = { headers: {} };

/** Identifies a connection in its current version: another address or key means another server. */
export function connectionKey({ id, revision }: Pick<Connection, "id" | "revision">): string {
  return `${id} ${revision}`;
}
