import { type ScheduleDialect, standardDialect } from "../../core/schedule/scheduleDialect";
import { originOf } from "../../core/server/address/serverUrl";
import { capabilitiesOf } from "../../core/server/capabilities";
import type { ServerInfo } from "../../core/server/cron";
import { type Connection, type ConnectionSecrets, noSecrets } from "../../platform/servers/connections/connection";

/** A connection that is being created or changed. */
export interface ConnectionDraft {
  readonly name: string;
  readonly url: string;
  readonly production: boolean;
  readonly dialect: ScheduleDialect;
  readonly secrets: ConnectionSecrets;
}

export function draftOf(connection: Connection, secrets: ConnectionSecrets): ConnectionDraft {
  const { name, url, production, dialect } = connection;
  return { name, url, production, dialect, secrets };
}

export function newDraft(url: string): ConnectionDraft {
  return { name: nameOf(url), url, production: false, dialect: standardDialect, secrets: noSecrets };
}

/** A key belongs to an origin, so another origin drops it; a name that was only the old host changes too. */
export function withUrl(draft: ConnectionDraft, url: string): ConnectionDraft {
  return {
    ...draft,
    url,
    name: draft.name === nameOf(draft.url) ? nameOf(url) : draft.name,
    secrets: originOf(draft.url) === originOf(url) ? draft.secrets : noSecrets,
  };
}

/** The draft of a new connection, adapted to what its server said about itself. */
export function asServed(draft: ConnectionDraft, info: ServerInfo): ConnectionDraft {
  return capabilitiesOf(info).secondsFirst ? { ...draft, dialect: "secondsFirst" } : draft;
}

export function withKey(draft: ConnectionDraft, key: string | undefined): ConnectionDraft {
  const { headers } = draft.secrets;
  return { ...draft, secrets: key === undefined ? { headers } : { headers, key } };
}

/** If `value` is undefined, the header is removed. */
export function withHeader(draft: ConnectionDraft, name: string, value: string | undefined): ConnectionDraft {
  const others = Object.entries(draft.secrets.headers).filter(([other]) => other.toLowerCase() !== name.toLowerCase());
  const headers = Object.fromEntries(value === undefined ? others : [...others, [name, value]]);
  return { ...draft, secrets: { ...draft.secrets, headers } };
}

function nameOf(url: string): string {
  return new URL(url).host;
}
