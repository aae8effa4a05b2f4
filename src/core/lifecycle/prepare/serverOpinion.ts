import type { RawArguments } from "../../arguments/cronArguments";
import { askServer, serverQuestions } from "../../checks/askServer";
import type { AgentServer } from "../../server/agentServer";
import type { ServerInfo } from "../../server/cron";
import type { ServerOpinion } from "./checkDrafts";

/** What the server, which has said `info`, knows of what the specs name. Throws `ServerFailure`. */
export async function serverOpinion(
  server: AgentServer,
  info: ServerInfo,
  raws: readonly RawArguments[],
): Promise<ServerOpinion> {
  const about = info.hasCrons ? await askServer(serverQuestions(server), raws) : () => ({});
  return { server: info, about };
}
