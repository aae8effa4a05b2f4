import { isUuid } from "../../core/isUuid";
import type { JsonObject, JsonValue } from "../../core/json";
import type { AgentServer, CallOptions } from "../../core/server/agentServer";
import type { Assistant, Cron, Thread } from "../../core/server/cron";
import { largestPage } from "../../core/server/largestPage";

/** 10,000 threads; the server itself is asked for an id or a metadata value beyond them. */
const mostPages = 10;

/** What is searched in on one server, read once for as long as the user searches. */
export interface SearchIndex {
  readonly threads: readonly Thread[];
  /** False where the server has more threads than were read. */
  readonly complete: boolean;
}

export interface SearchHits {
  readonly threads: readonly Thread[];
  readonly crons: readonly Cron[];
}

export async function readSearchIndex(server: AgentServer, options?: CallOptions): Promise<SearchIndex> {
  const threads: Thread[] = [];
  for (let page = 0; page < mostPages; page += 1) {
    const some = await server.searchThreads({ limit: largestPage, offset: page * largestPage }, options);
    threads.push(...some);
    if (some.length < largestPage) return { threads, complete: true };
  }
  return { threads, complete: false };
}

/** Threads that the server finds by itself: by id, or by one metadata value written `key=value`. */
export async function findBeyondIndex(
  server: AgentServer,
  text: string,
  options?: CallOptions,
): Promise<readonly Thread[]> {
  const query = serverQuery(text.trim());
  return query === undefined ? [] : server.searchThreads({ ...query, limit: largestPage, offset: 0 }, options);
}

function serverQuery(text: string): { ids: readonly string[] } | { metadata: JsonObject } | undefined {
  if (isUuid(text)) return { ids: [text] };
  const [, key, value] = /^([\w.-]+)=(.+)$/.exec(text) ?? [];
  return key === undefined || value === undefined ? undefined : { metadata: { [key]: value } };
}

/** Every word of `text` must be somewhere in what is known of a thread or a cron; case does not matter. */
export function findHits(
  text: string,
  threads: readonly Thread[],
  crons: readonly Cron[],
  assistants: readonly Assistant[],
): SearchHits {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (haystack: string) => words.every((word) => haystack.includes(word));
  const names = new Map(assistants.map((assistant) => [assistant.assistant_id, assistant]));
  return {
    threads: threads.filter((thread) => matches(threadText(thread))),
    crons: crons.filter((cron) => matches(cronText(cron, names.get(cron.assistant_id)))),
  };
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
