import type { ParameterName } from "../../arguments/cronArguments";
import { parameterByName } from "../../arguments/parameters";
import { rejectedParameter } from "./rejectedParameter";
import type { ServerProblem } from "./serverProblem";

/**
 * Which parameter a server's refusal is about. null: it is about the cron, and its words don't say where. undefined: it
 * is about the connection or the server, so that the next cron would meet it just the same.
 */
export function refusedParameter(problem: ServerProblem): ParameterName | null | undefined {
  switch (problem.kind) {
    case "rejected":
      return known(problem.parameter);
    case "notFound":
      // An assistant or a thread that isn't there; without such words it is the route that is missing.
      return known(rejectedParameter(problem.detail)) ?? undefined;
    default:
      return undefined;
  }
}

function known(name: string | null): ParameterName | null {
  return name === null ? null : (parameterByName(name)?.name ?? null);
}
