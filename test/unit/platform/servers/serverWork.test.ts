import { expect, test } from "vitest";
import { doubtAfter } from "../../../../src/core/lifecycle/lease/doubtAfter";
import { requestTimeout } from "../../../../src/platform/servers/connections/requestTimeout";
import { ownDoubt } from "../../../../src/platform/servers/serverWork";

test("a doubt in this window lasts longer than its longest request", () => {
  expect(ownDoubt()).toBe(doubtAfter(requestTimeout()));
  expect(ownDoubt()).toBeGreaterThan(requestTimeout());
});
