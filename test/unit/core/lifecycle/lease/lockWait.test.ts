import { expect, test } from "vitest";
import { lockOwner, waitCounter, whoOf } from "../../../../../src/core/lifecycle/lease/lockWait";

const wait = { lockName: "name a", who: "ann@laptop", mostMilliseconds: 105_000 };

test("a wait is long once all waits together are, whoever they are for", () => {
  const counted = waitCounter();
  const other = { ...wait, who: undefined };
  expect([counted(1_000, wait), counted(999, other), counted(1, wait)]).toEqual([
    { ...wait, isLong: false },
    { ...other, isLong: false },
    { ...wait, isLong: true },
  ]);
  expect(waitCounter()(30_000, wait).isLong).toBe(true);
});

test.each([
  ["ann@laptop", "ann@laptop"],
  ["acme/crons run 17", "acme/crons run 17"],
  ["", undefined],
  [undefined, undefined],
  ["  ", undefined],
  ["x".repeat(1_000), "x".repeat(100)],
])("a lock of %j says so", (who, said) => {
  const owner = lockOwner("0f/1", who);
  expect([owner.split(" ")[0], whoOf(owner)]).toEqual(["0f/1", said]);
});

test("of nobody nothing is known", () => {
  expect([whoOf(undefined), whoOf("0f/1")]).toEqual([undefined, undefined]);
});
