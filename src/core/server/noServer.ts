import { ServerFailure, type ServerProblem, type StrangeAnswer } from "./problems/serverProblem";

/** How each reason of `notAgentServer` is described to the user. */
const strangeAnswers: Readonly<Record<string, StrangeAnswer>> = {
  html: "web page",
  empty: "nothing",
  "not JSON": "not JSON",
  "not HTTP": "not HTTP",
};

/**
 * Turns a failure of `GET /info` into `noServer` if something else answered: every Agent Server answers that request,
 * with or without a valid key. Other failures (no connection, a server error) stay as they are.
 */
export function asNoServer(failure: ServerFailure, url: string): ServerFailure {
  const answered = strangeAnswer(failure.problem);
  if (answered === null) return failure;
  const { method, path } = failure.request;
  return new ServerFailure({ kind: "noServer", url, asked: `${method} ${path}`, answered }, failure.request);
}

function strangeAnswer(problem: ServerProblem): StrangeAnswer | null {
  switch (problem.kind) {
    case "notFound":
      return 404;
    case "rejected":
      return problem.status === 0 ? null : problem.status;
    case "notAgentServer":
      return strangeAnswers[problem.reason] ?? "something else";
    default:
      return null;
  }
}
