import { expect, test } from "vitest";
import { refusedParameter } from "../../../../../src/core/server/problems/refusedParameter";
import type { ServerProblem } from "../../../../../src/core/server/problems/serverProblem";

const rejected = { kind: "rejected", status: 422, detail: "no" } as const;

test.each<[ServerProblem, string | null | undefined]>([
  [{ ...rejected, parameter: "timezone" }, "timezone"],
  [{ ...rejected, parameter: null }, null],
  [{ ...rejected, parameter: "__proto__" }, null],
  [{ kind: "notFound", detail: "Assistant x not found" }, "assistant_id"],
  [{ kind: "notFound", detail: "Thread x not found" }, "thread_id"],
  [{ kind: "notFound", detail: "Not Found" }, undefined],
  [{ kind: "serverError", status: 500, detail: "Invalid timezone" }, undefined],
  [{ kind: "unreachable", reason: "ECONNREFUSED" }, undefined],
])("%j is about %s", (problem, parameter) => {
  expect(refusedParameter(problem)).toBe(parameter);
});
