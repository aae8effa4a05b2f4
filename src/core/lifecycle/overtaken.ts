import { ServerFailure } from "../server/problems/serverProblem";

/** Somebody else has the lock of what was to be written. */
export function overtaken(detail: string): ServerFailure {
  const problem = { kind: "rejected", status: 409, detail, parameter: null } as const;
  return new ServerFailure(problem, { method: "POST", path: "/threads" });
}
