import { nameUuid } from "../../base/nameUuid";

/** The namespace in which langgraph_api makes the ids of the assistants that it creates by itself, one a graph. */
const graphNamespace = "6ba7b821-9dad-11d1-80b4-00c04fd430c8";

/** The id of the assistant that a graph's name stands for: a version-5 UUID of the name (langgraph_api `get_assistant_id`). */
export function graphAssistantId(graph: string): string {
  return nameUuid(graphNamespace, graph);
}
