import type { CronFact } from "./arrangeCrons";

/** What crons are shown: of each list those that are in it; an empty list leaves out none. */
export interface CronFilters {
  /** Kinds of health. */
  readonly health: readonly string[];
  /** Ids of assistants. */
  readonly assistants: readonly string[];
}

export const noFilters: CronFilters = { health: [], assistants: [] };

export function isFiltering({ assistants, health }: CronFilters): boolean {
  return health.length > 0 || assistants.length > 0;
}

export function passesFilters({ cron, health }: CronFact, filters: CronFilters): boolean {
  const isIn = (list: readonly string[], value: string) => list.length === 0 || list.includes(value);
  return isIn(filters.health, health.kind) && isIn(filters.assistants, cron.assistant_id);
}

/** How many crons each health and each assistant has. */
export function countFacts(facts: readonly CronFact[]) {
  const health = new Map<string, number>();
  const assistants = new Map<string, number>();
  const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const fact of facts) {
    add(health, fact.health.kind);
    add(assistants, fact.cron.assistant_id);
  }
  return { health, assistants } as const;
}
