import { nameUuid } from "../../base/nameUuid";

/** The namespace in which langgraph_api makes the ids of the assistants it creates itself, one per graph. */
const graphNamespace = "6ba7b821-9dad-11d1-80b4-00c04fd430c8";

/** The id of a graph's own assistant: a version-5 UUID of its name (langgraph_api `get_assistant_id`). */
export function graphAssistantId(graph: string): string {
  return nameUuid(graphNamespace, graph);
}
