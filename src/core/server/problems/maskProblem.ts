import { redact } from "./redact";
import { ServerFailure, type ServerProblem } from "./serverProblem";

/** The problem with secrets masked in all of its words: a server, or a proxy before it, may repeat what it was sent. */
export function maskProblem(problem: ServerProblem, secrets: readonly string[]): ServerProblem {
  const masked = Object.entries(problem).map(([key, value]: readonly [string, unknown]) => [
    key,
    typeof value === "string" && key !== "kind" ? redact(value, secrets) : value,
  ]);
  // The same keys, and a text in place of each text.
  return Object.fromEntries(masked) as ServerProblem;
}

/** The same of a whole failure; anything else than a `ServerFailure` stays as it is. */
export function maskFailure(failure: unknown, secrets: readonly string[]): unknown {
  if (!(failure instanceof ServerFailure)) return failure;
  return new ServerFailure(maskProblem(failure.problem, secrets), failure.request);
}
