import type { Assistant, Cron } from "../../core/server/cron";
import { metadataText, wordMatcher } from "../../platform/servers/findThreads";

/** Crons for which the known data, that of their assistants, or the words that the tree shows contain every word. */
export function findHits(
  text: string,
  crons: readonly Cron[],
  assistants: readonly Assistant[],
  wordsOf: (cron: Cron) => string = () => "",
): readonly Cron[] {
  const matches = wordMatcher(text);
  const names = new Map(assistants.map((assistant) => [assistant.assistant_id, assistant]));
  return crons.filter((cron) => matches(cronText(cron, names.get(cron.assistant_id), wordsOf(cron))));
}

function cronText(cron: Cron, assistant: Assistant | undefined, words: string): string {
  const facts = [cron.cron_id, cron.schedule, cron.timezone ?? "UTC", cron.assistant_id, cron.thread_id ?? ""];
  return [...facts, assistant?.name ?? "", assistant?.graph_id ?? "", metadataText(cron.metadata), words]
    .join("\n")
    .toLowerCase();
}
