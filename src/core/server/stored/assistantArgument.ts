import type { Assistant } from "../cron";
import { graphAssistantId } from "./graphAssistantId";

/** The graph's name if this is the assistant it stands for on every server; otherwise the id. */
export function assistantArgument({ assistant_id, graph_id }: Pick<Assistant, "assistant_id" | "graph_id">): string {
  return graphAssistantId(graph_id) === assistant_id ? graph_id : assistant_id;
}
