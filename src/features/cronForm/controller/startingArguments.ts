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

/**
 * What a form begins with for a template, opened on `given`. A template with a schedule is a whole cron: what it leaves
 * out is the server's own default, so it runs when, and leaves what, the cron did that it was made of.
 */
export function templateArguments(
  template: RawArguments,
  given: RawArguments,
  surroundings: Surroundings,
): RawArguments {
  const started = startingArguments({ ...template, ...given }, surroundings);
  if (template.schedule === undefined) return started;
  const meant = ["timezone", ...(template.thread_id === null ? ["on_run_completed"] : [])];
  const isMeant = (name: string) => !meant.includes(name) || Object.hasOwn(template, name);
  return Object.fromEntries(Object.entries(started).filter(([name]) => isMeant(name)));
}
