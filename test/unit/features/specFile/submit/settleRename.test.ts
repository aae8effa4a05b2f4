import { beforeEach, expect, test } from "vitest";
import type { CronArguments } from "../../../../../src/core/arguments/cronArguments";
import { argumentsHash } from "../../../../../src/core/lifecycle/cronHash";
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
] as const)("%s: it goes on so, and the cron's name is as it should be", async (button, outcome, name) => {
  const server = await serverWith("old");
  stubState.answer = () => button;
  expect(await settleRename(server.api, renamed, () => true, { signal })).toBe(outcome);
  expect(nameOf(server)).toBe(name);
  expect(stubState.messages).toMatchObject([{ text: expect.stringMatching(/^“new” is the same as .*“old” on Prod/) }]);
});

test("nothing is asked where the other spec is still there, or the new cron is", async () => {
  const server = await serverWith("old");
  expect(await settleRename(server.api, renamed, () => false, { signal })).toBe("goOn");
  server.crons.set("new", cronWith({ cron_id: "new", metadata: { [metadataKeys.name]: "new" } }));
  expect(await settleRename(server.api, renamed, () => true, { signal })).toBe("goOn");
  expect(stubState.messages).toEqual([]);
});

test("nor of a cron that was changed since, which is not the same any more", async () => {
  const server = await serverWith("old");
  server.change("old", { schedule: "0 8 * * *" });
  expect(await settleRename(server.api, renamed, () => true, { signal })).toBe("goOn");
  expect(stubState.messages).toEqual([]);
});
