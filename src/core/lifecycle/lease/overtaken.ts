import { ServerFailure } from "../../server/problems/serverProblem";

/** The failure if someone else took over the lock, or the cron to be written is gone. */
export function overtaken(detail: string): ServerFailure {
  const problem = { kind: "rejected", status: 409, detail, parameter: null } as const;
  return new ServerFailure(problem, { method: "POST", path: "/threads" });
}
