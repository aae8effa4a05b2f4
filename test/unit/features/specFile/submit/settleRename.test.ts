import { beforeEach, expect, test } from "vitest";
import type { CronArguments } from "../../../../../src/core/arguments/cronArguments";
import { argumentsHash } from "../../../../../src/core/lifecycle/onServer/cronHash";
import { metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { settleRename } from "../../../../../src/features/specFile/submit/settleRename";
import { cronWith } from "../../../../fixtures/cronWith";
import { MemoryServer } from "../../../support/memoryServer";
import { resetStub, stubState } from "../../../support/vscode";

const given: CronArguments = { thread_id: null, assistant_id: "agent", schedule: "0 9 * * *", input: { a: 1 } };
const renamed = { name: "new", arguments: given, serverName: "Prod" };
const signal = new AbortController().signal;

beforeEach(resetStub);

async function serverWith(name: string): Promise<MemoryServer> {
  const metadata = { [metadataKeys.name]: name, [metadataKeys.hash]: await argumentsHash(given) };
  return new MemoryServer([cronWith({ cron_id: name, assistant_id: "agent", metadata, payload: { input: { a: 1 } } })]);
}

const nameOf = (server: MemoryServer) => server.crons.get("old")?.metadata[metadataKeys.name];

test.each([
  ["Rename the Cron", "goOn", "new"],
  ["Create Another", "goOn", "old"],
  [undefined, "cancelled", "old"],
] as const)("%s: the submit continues, and the cron has the right name", async (button, outcome, name) => {
  const server = await serverWith("old");
  stubState.answer = () => button;
  expect(await settleRename(server.api, renamed, () => true, { signal })).toBe(outcome);
  expect(nameOf(server)).toBe(name);
  expect(stubState.messages).toMatchObject([{ text: expect.stringMatching(/^“new” is the same as .*“old” on Prod/) }]);
});

test("nothing is asked if the other spec or the new cron still exists", async () => {
  const server = await serverWith("old");
  expect(await settleRename(server.api, renamed, () => false, { signal })).toBe("goOn");
  server.crons.set("new", cronWith({ cron_id: "new", metadata: { [metadataKeys.name]: "new" } }));
  expect(await settleRename(server.api, renamed, () => true, { signal })).toBe("goOn");
  expect(stubState.messages).toEqual([]);
});

test("nor about a cron that was changed since", async () => {
  const server = await serverWith("old");
  server.change("old", { schedule: "0 8 * * *" });
  expect(await settleRename(server.api, renamed, () => true, { signal })).toBe("goOn");
  expect(stubState.messages).toEqual([]);
});
