import type { ParameterName } from "../../arguments/cronArguments";
import { parameterByName } from "../../arguments/parameters";
import { rejectedParameter } from "./rejectedParameter";
import type { ServerProblem } from "./serverProblem";

/**
 * Which parameter a server's refusal is about. null: it is about the cron, but the text doesn't say which parameter.
 * undefined: it is about the connection or the server, so the next cron would fail in the same way.
 */
export function refusedParameter(problem: ServerProblem): ParameterName | null | undefined {
  switch (problem.kind) {
    case "rejected":
      return known(problem.parameter);
    case "notFound":
      // An assistant or a thread is missing; with any other text the route is missing.
      return known(rejectedParameter(problem.detail)) ?? undefined;
    default:
      return undefined;
  }
}

function known(name: string | null): ParameterName | null {
  return name === null ? null : (parameterByName(name)?.name ?? null);
}
