import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as serverReads from "../../../../src/platform/servers/serverReads";
import { ServerRecords } from "../../../../src/platform/servers/serverRecords";
import { connectionWith, MemoryConnections, memoryLog } from "../../support/memoryConnections";

let ledgerFolder: string;

beforeEach(async () => {
  ledgerFolder = await mkdtemp(join(tmpdir(), "records-"));
});
afterEach(() => rm(ledgerFolder, { recursive: true }));

function open(...ids: readonly string[]) {
  const connections = new MemoryConnections(ids.map((id) => connectionWith({ id })));
  const loadReads = vi.fn(async () => serverReads);
  const { log } = memoryLog();
  const records = new ServerRecords(
    { connections, loadReads, log, ledgerFolder, now: Date.now },
    { tell: vi.fn(), ended: vi.fn() },
  );
  const set = (...kept: readonly string[]) => {
    connections.set(kept.map((id) => connectionWith({ id })));
    records.forgetChanged();
  };
  return { loadReads, set };
}

test("the seen runs of a removed connection are forgotten", async () => {
  for (const id of ["dev", "other"]) await mkdir(join(ledgerFolder, id));
  const { set } = open("dev", "other");
  set("other");
  await expect.poll(() => readdir(ledgerFolder)).toEqual(["other"]);
});

test("nothing is loaded as long as no connection is removed", () => {
  const { loadReads, set } = open("dev");
  set("dev", "other");
  set("other", "dev");
  expect(loadReads).not.toHaveBeenCalled();
  set("dev");
  expect(loadReads).toHaveBeenCalledOnce();
});
