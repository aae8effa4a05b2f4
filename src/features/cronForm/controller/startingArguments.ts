import type { RawArguments } from "../../../core/arguments/cronArguments";
import { parameterByName } from "../../../core/arguments/parameters";
import { isAgentServerBefore, type ServerIdentity } from "../../../core/server/serverVersion";

interface Surroundings {
  /** The person's IANA zone. */
  readonly zone: string;
  /** undefined: not known yet. */
  readonly server: ServerIdentity | undefined;
}

/**
 * What a form for a new cron begins with, besides what it was opened on: what most people want, in its fields, to be seen
 * and changed. Schedules are meant in the person's own zone, and answers are kept: the server's own defaults are UTC, and
 * to delete each answer. Nothing that the server is too old for.
 */
export function startingArguments(given: RawArguments, { server, zone }: Surroundings): RawArguments {
  const isOnThread = typeof given.thread_id === "string";
  const proposed: RawArguments = {
    ...(isOnThread ? {} : { thread_id: null, on_run_completed: "keep" }),
    ...(zone === "UTC" ? {} : { timezone: zone }),
    ...given,
  };
  const isKnown = (name: string) => {
    const since = parameterByName(name)?.since ?? null;
    return since === null || server === undefined || !isAgentServerBefore(server, since);
  };
  return Object.fromEntries(Object.entries(proposed).filter(([name]) => isKnown(name)));
}
