import { beforeEach, expect, test } from "vitest";
import { ThreadTable } from "../../../../src/core/known/threadTable";
import type { Thread } from "../../../../src/core/server/cron";
import { threadWith } from "../../../fixtures/threadWith";

let changed: string[];
let table: ThreadTable;

beforeEach(() => {
  changed = [];
  table = new ThreadTable((id) => changed.push(id));
});

const thread = (thread_id: string, given: Partial<Thread> = {}) => threadWith({ thread_id, ...given });

test("what was read later counts, whichever answer comes first", () => {
  const old = table.read();
  const young = table.read();
  young.add([thread("a", { status: "error" })]);
  old.add([thread("a", { status: "busy" }), thread("b")]);
  expect(table.get("a")?.status).toBe("error");
  old.missing(["a"]);
  expect(table.get("a")?.status).toBe("error");
  young.missing(["b"]);
  expect([table.get("b"), table.has("b"), table.has("c")]).toEqual([undefined, true, false]);
});

test("of two reads at the same time, the thread's own last change tells which answer is newer", () => {
  const at = (second: number) => `2026-11-20T12:00:0${second}+00:00`;
  const first = table.read();
  const second = table.read();
  first.add([thread("a", { status: "busy", updated_at: at(2) })]);
  second.add([thread("a", { status: "idle", updated_at: at(1) })]);
  expect(table.get("a")?.status).toBe("busy");
  // Whoever asks afterwards is told what is true then, also if a server's data are gone.
  table.read().add([thread("a", { status: "idle", updated_at: at(1) })]);
  expect(table.get("a")?.status).toBe("idle");
});

test("only what has changed is told, and stays the same object otherwise", () => {
  table.read().add([thread("a"), thread("b")]);
  const known = table.get("a");
  changed = [];
  table.read().add([thread("a"), thread("b", { status: "busy" })]);
  expect(changed).toEqual(["b"]);
  expect(table.get("a")).toBe(known);
});

test("an error that was read stays known until the thread changes", () => {
  const error = { error: "ValueError", message: "no" };
  table.read().add([thread("a", { status: "error", error, updated_at: "1" })]);
  changed = [];
  table.read().add([thread("a", { status: "error", error: undefined, updated_at: "1" })]);
  expect([table.get("a")?.error, changed]).toEqual([error, []]);
  table.read().add([thread("a", { status: "error", error: undefined, updated_at: "2" })]);
  expect([table.get("a")?.error, changed]).toEqual([undefined, ["a"]]);
});

test("all that is forgotten has changed", () => {
  table.read().add([thread("a")]);
  changed = [];
  table.clear();
  expect([table.has("a"), changed]).toEqual([false, ["a"]]);
});
