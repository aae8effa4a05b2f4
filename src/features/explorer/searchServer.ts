import { isUuid } from "../../core/isUuid";
import type { JsonObject, JsonValue } from "../../core/json";
import type { AgentServer, CallOptions } from "../../core/server/agentServer";
import type { Assistant, Cron, Thread } from "../../core/server/cron";
import { largestPage } from "../../core/server/largestPage";
import { visibleThreads } from "../../platform/servers/threadIndex";

/** Threads that the server finds by itself: by id, or by one metadata value written `key=value`. */
export async function findBeyondIndex(
  server: AgentServer,
  text: string,
  options?: CallOptions,
): Promise<readonly Thread[]> {
  const query = serverQuery(text.trim());
  return query === undefined
    ? []
    : visibleThreads(await server.searchThreads({ ...query, limit: largestPage, offset: 0 }, options));
}

function serverQuery(text: string): { ids: readonly string[] } | { metadata: JsonObject } | undefined {
  if (isUuid(text)) return { ids: [text] };
  const [, key, value] = /^([\w.-]+)=(.+)$/.exec(text) ?? [];
  return key === undefined || value === undefined ? undefined : { metadata: { [key]: value } };
}

/** Threads of which something known has every word of `text`, each somewhere; case does not matter. */
export function findThreads(text: string, threads: readonly Thread[]): readonly Thread[] {
  const matches = matcher(text);
  return threads.filter((thread) => matches(threadText(thread)));
}

/** Crons of which something known, or of their assistants, has every word of `text`, each somewhere. */
export function findCrons(text: string, crons: readonly Cron[], assistants: readonly Assistant[]): readonly Cron[] {
  const matches = matcher(text);
  const names = new Map(assistants.map((assistant) => [assistant.assistant_id, assistant]));
  return crons.filter((cron) => matches(cronText(cron, names.get(cron.assistant_id))));
}

function matcher(text: string): (haystack: string) => boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return (haystack) => words.every((word) => haystack.includes(word));
}

function threadText(thread: Thread): string {
  return [thread.thread_id, thread.status, metadataText(thread.metadata)].join("\n").toLowerCase();
}

function cronText(cron: Cron, assistant: Assistant | undefined): string {
  const facts = [cron.cron_id, cron.schedule, cron.timezone ?? "UTC", cron.assistant_id, cron.thread_id ?? ""];
  return [...facts, assistant?.name ?? "", assistant?.graph_id ?? "", metadataText(cron.metadata)]
    .join("\n")
    .toLowerCase();
}

/** One `key=value` a line, so that both `daily` and `name=daily` find it. */
function metadataText(metadata: JsonObject): string {
  return Object.entries(metadata)
    .map(([key, value]) => `${key}=${valueText(value)}`)
    .join("\n");
}

function valueText(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
