import { sha1 } from "./sha1";

/** The namespace in which langgraph_api makes the ids of the assistants that it creates by itself, one a graph. */
const graphNamespace = "6ba7b821-9dad-11d1-80b4-00c04fd430c8";

/** The id of the assistant that a graph's name stands for: a version-5 UUID of the name (langgraph_api `get_assistant_id`). */
export function graphAssistantId(graph: string): string {
  const namespace = Uint8Array.from(graphNamespace.replaceAll("-", "").match(/../g) ?? [], (byte) =>
    parseInt(byte, 16),
  );
  const name = new TextEncoder().encode(graph);
  const hash = sha1(new Uint8Array([...namespace, ...name])).slice(0, 16);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
