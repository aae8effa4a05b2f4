import { expect, test } from "vitest";
import { LockOwner, whoOf } from "../../../../../src/core/lifecycle/lease/lockOwner";

test("each claim has another owner, and all are its own", () => {
  const owner = new LockOwner("0f", "ann@laptop");
  const claims = [owner.next(), owner.next()];
  expect(claims).toEqual(["0f/1 ann@laptop", "0f/2 ann@laptop"]);
  expect(claims.map((claim) => owner.isOwn(claim))).toEqual([true, true]);
});

test.each(["0f", "0f1/1", "0f1", "1/0f/1", "", undefined])("the owner %j is another's", (owner) => {
  expect(new LockOwner("0f").isOwn(owner)).toBe(false);
});

test.each([
  ["ann@laptop", "ann@laptop"],
  ["acme/crons run 17", "acme/crons run 17"],
  ["", undefined],
  [undefined, undefined],
  ["  ", undefined],
  ["x".repeat(1_000), "x".repeat(100)],
])("a lock of %j says so", (who, said) => {
  const owner = new LockOwner("0f", who).next();
  expect([owner.split(" ")[0], whoOf(owner)]).toEqual(["0f/1", said]);
});

test("of nobody nothing is known", () => {
  expect([whoOf(undefined), whoOf("0f/1")]).toEqual([undefined, undefined]);
});
