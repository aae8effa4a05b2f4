import type { OffsetPeriod, TimeZone } from "../../src/core/schedule/timeZone";
import type { ServerZone } from "./agentServerOracle";

/** A zone as the server's own data has it, for the engine to run on: what still differs then is the engine. */
export function serverTimeZone(name: string, { initial, transitions }: ServerZone): TimeZone {
  const periods = [[Number.NEGATIVE_INFINITY, initial] as const, ...transitions].map(
    ([start, offset], index): OffsetPeriod => ({
      start,
      end: transitions[index]?.[0] ?? Number.POSITIVE_INFINITY,
      offset,
    }),
  );
  return {
    name,
    periodAt: (instant) => {
      const period = periods.find(({ end }) => instant < end);
      if (period === undefined) throw new RangeError(`${name} has no offset at ${instant}.`);
      return period;
    },
  };
}
