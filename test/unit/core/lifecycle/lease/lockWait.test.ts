import { expect, test } from "vitest";
import { waitCounter } from "../../../../../src/core/lifecycle/lease/lockWait";

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
