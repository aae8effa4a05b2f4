import { redact } from "./redact";
import { ServerFailure, type ServerProblem } from "./serverProblem";

/** The problem with secrets masked in all texts, because a server or proxy may repeat what it was sent. */
export function maskProblem(problem: ServerProblem, secrets: readonly string[]): ServerProblem {
  const masked = Object.entries(problem).map(([key, value]: readonly [string, unknown]) => [
    key,
    typeof value === "string" && key !== "kind" ? redact(value, secrets) : value,
  ]);
  // Safe: the keys are the same, and a text replaces each text.
  return Object.fromEntries(masked) as ServerProblem;
}

/** The same for a whole failure; anything but a `ServerFailure` is returned unchanged. */
export function maskFailure(failure: unknown, secrets: readonly string[]): unknown {
  if (!(failure instanceof ServerFailure)) return failure;
  return new ServerFailure(maskProblem(failure.problem, secrets), failure.request);
}
