import type { ServerInfo } from "./cron";
import { ServerFailure } from "./problems/serverProblem";

/** Throws `ServerFailure` for what a server without crons has said of itself (JavaScript development server). */
export function refuseWithoutCrons({ hasCrons, version }: ServerInfo): void {
  if (!hasCrons) throw new ServerFailure({ kind: "noCrons", version }, { method: "GET", path: "/info" });
}
