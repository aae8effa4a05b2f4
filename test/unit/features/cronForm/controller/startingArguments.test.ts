import { expect, it } from "vitest";
import {
  startingArguments,
  templateArguments,
} from "../../../../../src/features/cronForm/controller/startingArguments";

const thread = "8f0c2b5e-6f0a-4b53-9a86-0d5f5a1c7e21";
const agentServer = (version: string) => ({ product: "agentServer", version }) as const;
const kept = { thread_id: null, on_run_completed: "keep" };
const there = { timezone: "Europe/Berlin" };

it.each([
  ["nothing", {}, agentServer("0.16.7"), { ...kept, ...there }],
  ["an assistant", { assistant_id: "agent" }, agentServer("0.16.7"), { ...kept, ...there, assistant_id: "agent" }],
  ["a thread", { thread_id: thread }, agentServer("0.16.7"), { ...there, thread_id: thread }],
  ["a cron without a thread", { thread_id: null }, agentServer("0.16.7"), { ...kept, ...there }],
  ["a server without zones", {}, agentServer("0.7.68"), kept],
  ["a server that always deletes", {}, agentServer("0.5.17"), { thread_id: null }],
  ["a server of another kind", {}, { product: "aegra", version: "0.11.0" } as const, { ...kept, ...there }],
  ["a server that has not answered yet", {}, undefined, { ...kept, ...there }],
] as const)("A new form on %s", (_what, given, server, expected) => {
  expect(startingArguments(given, { zone: "Europe/Berlin", server })).toEqual(expected);
});

it.each([
  ["without a zone, which means UTC, and without keeping answers", { thread_id: null }, {}, { thread_id: null }],
  ["of a cron on a thread", { timezone: "Asia/Tokyo" }, {}, { ...kept, timezone: "Asia/Tokyo" }],
  ["for a thread", { thread_id: null }, { thread_id: thread }, { thread_id: thread }],
] as const)("A form with a template %s, changes nothing of it", (_what, template, given, expected) => {
  const schedule = { schedule: "0 9 * * *" };
  const begun = templateArguments({ ...template, ...schedule }, given, { zone: "Europe/Berlin", server: undefined });
  expect(begun).toEqual({ ...expected, ...schedule });
});

it("begins as a new one with a template that has no schedule yet", () => {
  const begun = templateArguments({ assistant_id: "agent" }, {}, { zone: "Europe/Berlin", server: undefined });
  expect(begun).toEqual({ ...kept, ...there, assistant_id: "agent" });
});

it("names no zone to a person in UTC, which is the server's own", () => {
  expect(startingArguments({}, { zone: "UTC", server: undefined })).toEqual(kept);
});
