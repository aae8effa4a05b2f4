import { isUuid } from "../../base/isUuid";
import type { AssistantSchemas, CallOptions, GraphNode, Page } from "../agentServer";
import type { Assistant } from "../cron";
import { ServerFailure } from "../problems/serverProblem";
import { readAssistant, readNodes, readSchemas } from "./readAnswers";
import { readList } from "./readShape";
import { idSegment, pathSegment } from "./requestUrl";
import { type ServerCalls, searchRequest } from "./serverCalls";

export function searchAssistants(
  calls: ServerCalls,
  { limit, offset }: Page,
  options: CallOptions | undefined,
): Promise<readonly Assistant[]> {
  return calls.search({ path: "/assistants/search", body: {}, limit, offset, read: readAssistant }, options);
}

/** `assistantId`: an id, or a graph's name. */
export async function graphNodes(
  calls: ServerCalls,
  assistantId: string,
  options: CallOptions | undefined,
): Promise<readonly GraphNode[]> {
  if (isUuid(assistantId) || !calls.lacks.has("graphByName")) {
    try {
      return await nodesOf(calls, assistantId, options);
    } catch (error) {
      const unknown = error instanceof ServerFailure && error.problem.kind === "notFound";
      if (isUuid(assistantId) || !unknown) throw error;
    }
  }
  // If a graph is only found by id, this server doesn't accept names here.
  const id = await assistantOfGraph(calls, assistantId, options);
  calls.lacks.add("graphByName");
  return nodesOf(calls, id, options);
}

function nodesOf(
  calls: ServerCalls,
  assistantId: string,
  options: CallOptions | undefined,
): Promise<readonly GraphNode[]> {
  const path = `/assistants/${pathSegment(assistantId, "GET", "assistant_id")}/graph`;
  return calls.ask({ method: "GET", path, repeatable: true }, readNodes, options);
}

/** `assistantId`: an id, or a graph's name. */
export async function assistantSchemas(
  calls: ServerCalls,
  assistantId: string,
  options: CallOptions | undefined,
): Promise<AssistantSchemas> {
  const id = isUuid(assistantId) ? assistantId : await assistantOfGraph(calls, assistantId, options);
  const path = `/assistants/${idSegment(id, "GET", "assistant_id")}/schemas`;
  try {
    return await calls.ask({ method: "GET", path, repeatable: true }, readSchemas, options);
  } catch (error) {
    // The server fails here for a graph whose state uses `typing.TypedDict` on Python below 3.12 (0.16.7).
    const unknown = error instanceof ServerFailure && error.problem.kind === "serverError";
    if (unknown) return { input_schema: null, config_schema: null, context_schema: null };
    throw error;
  }
}

/** Schemas need an assistant's id, but a cron's `assistant_id` may be a graph's name. */
async function assistantOfGraph(
  calls: ServerCalls,
  graphId: string,
  options: CallOptions | undefined,
): Promise<string> {
  const request = searchRequest("/assistants/search", { graph_id: graphId, limit: 1, offset: 0 });
  const [assistant] = await calls.ask(request, readList(readAssistant), options);
  if (assistant?.graph_id === graphId) return assistant.assistant_id;
  throw new ServerFailure({ kind: "notFound", detail: `Assistant '${graphId}' not found` }, request);
}
