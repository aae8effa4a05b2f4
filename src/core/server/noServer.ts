import { ServerFailure, type ServerProblem, type StrangeAnswer } from "./problems/serverProblem";

/** What stands in place of an Agent Server's answer, by the reason of `notAgentServer`. */
const strangeAnswers: Readonly<Record<string, StrangeAnswer>> = {
  html: "web page",
  empty: "nothing",
  "not JSON": "not JSON",
  "not HTTP": "not HTTP",
};

/**
 * What the failure of `GET /info` says of the address: every Agent Server answers that, with any key or none, so
 * whatever is there and does not is none. Other failures (no connection, a server in trouble) stay as they are.
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
