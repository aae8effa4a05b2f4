import { afterAll, expect, test } from "vitest";
import { findTimeZone, timeZoneNames } from "../../src/core/schedule/timeZone";
import { AgentServerOracle } from "./agentServerOracle";

const oracle = new AgentServerOracle();
afterAll(() => oracle[Symbol.dispose]());

test("accepts the zone names that the server's Python accepts, and no others", async () => {
  const server = await oracle.zoneNames();
  const ours = new Set(timeZoneNames());
  // Where the system has such a file, it is another zone on every machine.
  expect(server.filter((name) => findTimeZone(name) === undefined && name !== "localtime")).toEqual([]);
  expect([...ours].filter((name) => !server.includes(name))).toEqual([]);
  expect([...ours].filter((name) => findTimeZone(name) === undefined)).toEqual([]);
});

test("knows every change of every clock that the server knows, or says which zones' data differ", async () => {
  const from = Date.UTC(2025, 0, 1) / 1000;
  const to = Date.UTC(2036, 0, 1) / 1000;
  const differing: string[] = [];
  for (const name of timeZoneNames()) {
    const zone = findTimeZone(name);
    const { transitions } = await oracle.zone(name, from, to);
    const disagrees = transitions.some(
      ([instant, offset]) => zone?.periodAt(instant).offset !== offset || zone.periodAt(instant - 1).offset === offset,
    );
    if (disagrees) differing.push(name);
  }
  console.log(
    `zones whose data differ between this machine's ICU and the server's Python: ${differing.join(", ") || "none"}`,
  );
  // A handful follows news that one side has not heard; more than this would be a mistake in reading either.
  expect(differing.length).toBeLessThan(timeZoneNames().length / 10);
});
