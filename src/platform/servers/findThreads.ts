import { isUuid } from "../../core/base/isUuid";
import type { JsonObject, JsonValue } from "../../core/base/json";
import type { AgentServer, CallOptions } from "../../core/server/agentServer";
import { largestPage } from "../../core/server/agentServer";
import type { Thread } from "../../core/server/cron";
import { type ThreadIndex, visibleThreads } from "./threadIndex";

/** Threads that the server can find: by id, or by one metadata value written `key=value`. Throws `ServerFailure`. */
export async function findBeyondIndex(
  server: AgentServer,
  text: string,
  options?: CallOptions,
): Promise<readonly Thread[]> {
  const query = serverQuery(text.trim());
  if (query === undefined) return [];
  return visibleThreads(await server.searchThreads({ ...query, limit: largestPage, offset: 0 }, options));
}

function serverQuery(text: string): { ids: readonly string[] } | { metadata: JsonObject } | undefined {
  if (isUuid(text)) return { ids: [text] };
  const [, key, value] = /^([\w.-]+)=(.+)$/.exec(text) ?? [];
  return key === undefined || value === undefined ? undefined : { metadata: { [key]: value } };
}

/** Threads whose known data contains every word of `text`; case does not matter. */
export function findThreads(text: string, threads: readonly Thread[]): readonly Thread[] {
  const matches = wordMatcher(text);
  return threads.filter((thread) => matches(threadText(thread)));
}

/** In the newest threads, and in older ones as far as the server itself can search. Throws `ServerFailure`. */
export async function findAnywhere(
  server: AgentServer,
  text: string,
  { complete, threads }: ThreadIndex,
  options?: CallOptions,
): Promise<readonly Thread[]> {
  const beyond = complete ? [] : await findBeyondIndex(server, text, options);
  const found = [...findThreads(text, threads), ...beyond];
  return [...new Map(found.map((thread) => [thread.thread_id, thread])).values()];
}

/** Whether a lower-case text contains every word of `text`. */
export function wordMatcher(text: string): (haystack: string) => boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return (haystack) => words.every((word) => haystack.includes(word));
}

function threadText(thread: Thread): string {
  return [thread.thread_id, thread.status, metadataText(thread.metadata)].join("\n").toLowerCase();
}

/** One `key=value` a line, so that both `daily` and `name=daily` find it. */
export function metadataText(metadata: JsonObject): string {
  return Object.entries(metadata)
    .map(([key, value]) => `${key}=${valueText(value)}`)
    .join("\n");
}

function valueText(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
