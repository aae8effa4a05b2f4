import type { ServerInfo } from "../cron";
import { onlyReads } from "./onlyReads";
import { rejectedParameter } from "./rejectedParameter";
import { ServerFailure, type ServerProblem } from "./serverProblem";

/** Problems that may mean there is no Agent Server at all. */
const mayMeanNoServer: ReadonlySet<ServerProblem["kind"]> = new Set(["notFound", "notAgentServer"]);
/** Who says so has threads. A missing page is told by its address, which has slashes. Agent Server 0.16.7, Aegra 0.11.0. */
const saysThread = /^Thread\b[^/]*\bnot found\b/i;
/** How the JavaScript development server may answer; it has the routes for crons but no crons. */
const mayMeanNoCrons: ReadonlySet<ServerProblem["kind"]> = new Set([
  "rejected",
  "notFound",
  "serverError",
  "notAgentServer",
]);

/**
 * Replaces a failure that doesn't name its cause with one that does. `askInfo` asks `GET /info`, and throws `noServer`
 * if no Agent Server answers, so that a wrong address isn't taken for a deleted cron.
 */
export async function explainFailure(
  failure: ServerFailure,
  askInfo: () => Promise<ServerInfo>,
): Promise<ServerFailure> {
  const { problem, request } = failure;
  const refused = asRefusedParameter(failure);
  if (refused !== null) return refused;
  const aboutCrons = /\/runs\/crons(?:\/|$)/.test(request.path) && mayMeanNoCrons.has(problem.kind);
  const isThread = problem.kind === "notFound" && saysThread.test(problem.detail);
  const aboutServer = mayMeanNoServer.has(problem.kind) && !isThread;
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

/** True only if certain, because an unreadable answer may follow a write. */
function changedNothing({ problem, request }: ServerFailure): boolean {
  return problem.kind === "notFound" || onlyReads(request);
}

/** The failure of a create whose 404 is about one of its parameters, not the address; else null. */
function asRefusedParameter({ problem, request }: ServerFailure): ServerFailure | null {
  if (problem.kind !== "notFound" || request.method !== "POST" || !request.path.endsWith("/crons")) return null;
  const parameter = rejectedParameter(problem.detail);
  if (parameter === null) return null;
  return new ServerFailure({ kind: "rejected", status: 404, detail: problem.detail, parameter }, request);
}
