/** How the tree puts crons together. */
export const groupings = ["thread", "assistant", "nextRun", "health", "flat"] as const;

export type Grouping = (typeof groupings)[number];

export function isGrouping(value: unknown): value is Grouping {
  return groupings.some((grouping) => grouping === value);
}
