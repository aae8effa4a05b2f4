import type { ServerInfo } from "../cron";
import { rejectedParameter } from "./rejectedParameter";
import { ServerFailure, type ServerProblem } from "./serverProblem";

/** Problems behind which may stand that there is no Agent Server at all. */
const mayMeanNoServer: ReadonlySet<ServerProblem["kind"]> = new Set(["notFound", "notAgentServer"]);
/** In such words the JavaScript development server answers, which has the routes of crons and no crons. */
const mayMeanNoCrons: ReadonlySet<ServerProblem["kind"]> = new Set([
  "rejected",
  "notFound",
  "serverError",
  "notAgentServer",
]);

/**
 * A failure whose words don't say what is the matter, as one that does. `askInfo` asks `GET /info`, and throws
 * `noServer` where no Agent Server answers: an address that knows nothing must not pass for one whose cron is gone.
 */
export async function explainFailure(
  failure: ServerFailure,
  askInfo: () => Promise<ServerInfo>,
): Promise<ServerFailure> {
  const { problem, request } = failure;
  const refused = asRefusedParameter(failure);
  if (refused !== null) return refused;
  const aboutCrons = /\/runs\/crons(?:\/|$)/.test(request.path) && mayMeanNoCrons.has(problem.kind);
  const aboutServer = mayMeanNoServer.has(problem.kind);
  if (!aboutCrons && !aboutServer) return failure;
  try {
    const info = await askInfo();
    const noCrons = aboutCrons && !info.hasCrons;
    return noCrons ? new ServerFailure({ kind: "noCrons", version: info.version }, request) : failure;
  } catch (error) {
    const noServer = error instanceof ServerFailure && error.problem.kind === "noServer";
    return noServer && aboutServer && changedNothing(failure) ? error : failure;
  }
}

/** Certainly: an answer that can't be read may have come after a write. */
function changedNothing({ problem, request }: ServerFailure): boolean {
  return problem.kind === "notFound" || request.method === "GET" || /\/(?:search|count)$/.test(request.path);
}

/** A create's 404 may be about one of its parameters, not about the address; else null. */
function asRefusedParameter({ problem, request }: ServerFailure): ServerFailure | null {
  if (problem.kind !== "notFound" || request.method !== "POST" || !request.path.endsWith("/crons")) return null;
  const parameter = rejectedParameter(problem.detail);
  if (parameter === null) return null;
  return new ServerFailure({ kind: "rejected", status: 404, detail: problem.detail, parameter }, request);
}
