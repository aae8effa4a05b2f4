import { beforeEach, describe, expect, test } from "vitest";
import { deleteCrons } from "../../../../src/features/cronActions/deleteCrons";
import { undoDelete, undoLastDelete } from "../../../../src/features/cronActions/undoDelete";
import { settle } from "../../support/settle";
import { resetStub, stubState } from "../../support/vscode";
import { actionParts, cronOf } from "./actionParts";

beforeEach(() => {
  resetStub();
  stubState.answer = ({ buttons }) => (buttons.includes("Delete") ? "Delete" : undefined);
});

const said = () => stubState.messages.map(({ text }) => text);
const pressing =
  (...labels: readonly string[]) =>
  ({ buttons }: { readonly buttons: readonly string[] }) =>
    labels.find((label) => buttons.includes(label));

/** Until nothing more is said or sent: what follows a notification is awaited by nobody. */
async function quiet(): Promise<void> {
  for (let count = -1; count !== stubState.messages.length; ) {
    count = stubState.messages.length;
    for (let turn = 0; turn < 10; turn += 1) await settle();
  }
}

describe("deleting", () => {
  test("asks, says what an undo brings back, and offers it", async () => {
    const { chosen, left, parts } = await actionParts([cronOf("a")]);
    await deleteCrons(parts, chosen("a"));
    await quiet();
    expect(left()).toEqual([]);
    expect(stubState.messages[0]).toMatchObject({ severity: "warning", buttons: ["Delete"] });
    expect(stubState.messages[0]?.detail).toContain("Undo creates it again, with a new id.");
    expect(stubState.messages[1]).toMatchObject({ text: "Deleted “a” from Dev.", buttons: ["Undo"] });
  });

  test("does nothing without a yes", async () => {
    const { chosen, left, parts } = await actionParts([cronOf("a")]);
    stubState.answer = () => undefined;
    await deleteCrons(parts, chosen("a"));
    expect(left()).toHaveLength(1);
    expect(parts.deleted.latest).toBeUndefined();
  });

  test("offers no undo for one that was gone already", async () => {
    const { chosen, parts, server } = await actionParts([cronOf("a")]);
    const crons = chosen("a");
    server.crons.clear();
    await deleteCrons(parts, crons);
    await quiet();
    expect(stubState.messages[1]).toMatchObject({ text: "Deleted “a” from Dev.", buttons: [] });
  });
});

describe("undo", () => {
  test("brings back each, paused ones paused, and tells the new id and what is lost", async () => {
    const { chosen, left, parts } = await actionParts([cronOf("a"), cronOf("b", { enabled: false })]);
    stubState.answer = pressing("Delete", "Undo");
    await deleteCrons(parts, chosen("a", "b"));
    await expect.poll(() => left().length).toBe(2);
    await expect.poll(said).toContainEqual(expect.stringContaining("2 crons are back on Dev, with new ids. Headers"));
    expect(left().map(({ enabled, metadata }) => [metadata.name, enabled])).toEqual([
      ["a", true],
      ["b", false],
    ]);
    expect(left().every(({ cron_id }) => cron_id !== "a" && cron_id !== "b")).toBe(true);
  });

  test("pressed twice, or from the palette as well, makes one", async () => {
    const { chosen, left, parts } = await actionParts([cronOf("a")]);
    await deleteCrons(parts, chosen("a"));
    await quiet();
    const batch = parts.deleted.latest;
    if (batch === undefined) throw new Error("nothing to undo");
    await Promise.all([undoDelete(parts, batch), undoDelete(parts, batch), undoLastDelete(parts)]);
    expect(left()).toHaveLength(1);
    expect(said()).toContain("This was undone already.");
    expect(said()).toContain("No cron was deleted in this window, or each is back already.");
  });

  test("makes none where somebody has made it again in the meantime", async () => {
    const cron = cronOf("a");
    const { chosen, left, parts, server } = await actionParts([cron]);
    await deleteCrons(parts, chosen("a"));
    await quiet();
    server.crons.set("again", { ...cron, cron_id: "again" });
    await undoLastDelete(parts);
    expect(left().map(({ cron_id }) => cron_id)).toEqual(["again"]);
    expect(said()).toContainEqual(expect.stringContaining("somebody has made it again (again). Nothing was made."));
    expect(parts.deleted.latest).toBeUndefined();
  });

  test("of one of two twins brings back the second", async () => {
    const { chosen, left, parts } = await actionParts([cronOf("a"), { ...cronOf("a"), cron_id: "twin" }]);
    await deleteCrons(parts, chosen("a"));
    await quiet();
    await undoLastDelete(parts);
    expect(left()).toHaveLength(2);
  });

  test("that fails can be tried again", async () => {
    const { chosen, left, parts, server } = await actionParts([cronOf("a")]);
    await deleteCrons(parts, chosen("a"));
    await quiet();
    server.fails = (method) =>
      method === "createCron" ? { kind: "rejected", status: 422, detail: "quota", parameter: null } : undefined;
    await undoLastDelete(parts);
    expect(left()).toEqual([]);
    expect(said()).toContainEqual(expect.stringMatching(/“a” was not made again on Dev: .*quota/));
    server.fails = () => undefined;
    await undoLastDelete(parts);
    expect(left()).toHaveLength(1);
  });

  test("on a production server asks, and a no keeps it for later", async () => {
    const { chosen, left, parts } = await actionParts([cronOf("a")], { production: true });
    await deleteCrons(parts, chosen("a"));
    await quiet();
    await undoLastDelete(parts);
    expect(stubState.messages.at(-1)).toMatchObject({ text: "Make “a” again on Dev?", buttons: ["Make Again"] });
    expect(left()).toEqual([]);
    stubState.answer = pressing("Make Again");
    await undoLastDelete(parts);
    expect(left()).toHaveLength(1);
  });

  test("is forgotten with the connection", async () => {
    const { chosen, parts } = await actionParts([cronOf("a")]);
    await deleteCrons(parts, chosen("a"));
    await quiet();
    parts.deleted.keepOnly(["other"]);
    expect(parts.deleted.latest).toBeUndefined();
  });
});

test("the last twenty deletions are kept", async () => {
  const { connection, parts } = await actionParts([]);
  const batches = Array.from({ length: 21 }, (_, n) => ({
    connection,
    crons: [{ connectionId: "dev", cron: cronOf(String(n)), wasThere: () => false }],
  }));
  for (const batch of batches) parts.deleted.add(batch);
  expect(batches.map((batch) => parts.deleted.take(batch) !== undefined)).toEqual([false, ...Array(20).fill(true)]);
});
