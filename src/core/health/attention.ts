import type { Health, HealthKind } from "./health";

/** attention: somebody should act. watch: it may come to that. off: it was switched off, or is over. */
export type Attention = "attention" | "watch" | "fine" | "off";

const levels: Readonly<Record<HealthKind, Attention>> = {
  endless: "attention",
  late: "attention",
  missed: "attention",
  failed: "attention",
  waits: "attention",
  duplicate: "attention",
  never: "attention",
  pilingUp: "attention",
  skipped: "watch",
  running: "fine",
  due: "fine",
  scheduled: "fine",
  paused: "off",
  ended: "off",
};

export function attentionOf(health: Health): Attention {
  if (health.kind === "paused" && health.by === "submission") return "watch";
  return levels[health.kind];
}

export function needsAttention(health: Health): boolean {
  return attentionOf(health) === "attention";
}

/** How many of these crons need attention. */
export function countAttention(healths: Iterable<Health>): number {
  let count = 0;
  for (const health of healths) if (needsAttention(health)) count += 1;
  return count;
}
