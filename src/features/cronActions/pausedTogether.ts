import type { Cron } from "../../core/server/cron";

/** A cron that was paused together with others. */
export interface PausedCron {
  readonly cronId: string;
  /** As the server wrote it with the pause: a later value shows that somebody has changed the cron since. */
  readonly updatedAt: string;
}

export function pausedCron({ cron_id, updated_at }: Cron): PausedCron {
  return { cronId: cron_id, updatedAt: updated_at };
}

/** VS Code's `Memento`. */
export interface KeptState {
  keys(): readonly string[];
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

const prefix = "langgraphCrons.pausedTogether.";
/** So much of each connection; older ones are forgotten first. */
const mostKept = 5_000;

/** Which crons were paused together, by connection, so that just those can be resumed later. Outlives the window. */
export class PausedTogether {
  constructor(private readonly state: KeptState) {}

  get isEmpty(): boolean {
    return !this.state.keys().some((key) => key.startsWith(prefix));
  }

  of(connectionId: string): readonly PausedCron[] {
    const kept = this.state.get(prefix + connectionId);
    return Array.isArray(kept) ? kept.filter(isPausedCron) : [];
  }

  async add(connectionId: string, crons: readonly PausedCron[]): Promise<void> {
    const ids = new Set(crons.map(({ cronId }) => cronId));
    const before = this.of(connectionId).filter(({ cronId }) => !ids.has(cronId));
    await this.keep(connectionId, [...before, ...crons].slice(-mostKept));
  }

  async forget(connectionId: string, cronIds: readonly string[]): Promise<void> {
    const ids = new Set(cronIds);
    await this.keep(
      connectionId,
      this.of(connectionId).filter(({ cronId }) => !ids.has(cronId)),
    );
  }

  async keepOnly(connectionIds: readonly string[]): Promise<void> {
    const kept = connectionIds.map((id) => prefix + id);
    for (const key of this.state.keys()) {
      if (key.startsWith(prefix) && !kept.includes(key)) await this.state.update(key, undefined);
    }
  }

  private async keep(connectionId: string, crons: readonly PausedCron[]): Promise<void> {
    await this.state.update(prefix + connectionId, crons.length === 0 ? undefined : crons);
  }
}

function isPausedCron(value: unknown): value is PausedCron {
  if (typeof value !== "object" || value === null) return false;
  const { cronId, updatedAt } = value as Record<string, unknown>;
  return typeof cronId === "string" && typeof updatedAt === "string";
}
