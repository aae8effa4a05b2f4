import { vi } from "vitest";
import type { CronRef } from "../../../../../src/platform/servers/cronRef";
import { LiveWorld } from "../../../support/liveWorld";
import { createServers } from "../../../support/memoryServers";
import { Screen } from "./screen";

export const later = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

/** What needs answers, which take time. */
export async function inTime<Value>(answer: Promise<Value>): Promise<Value> {
  let isThere = false;
  const ended = answer.finally(() => {
    isThere = true;
  });
  while (!isThere) await later(500);
  return ended;
}

/** A window whose tree is open, on a server that lives. */
export class ModelWindow {
  readonly parts;
  readonly dev;
  readonly screen;
  private readonly watch;

  constructor(readonly world: LiveWorld) {
    this.parts = createServers({ dev: world.server });
    this.dev = this.parts.connection("dev");
    this.screen = new Screen(this.parts.store, this.dev, (runId) => [...world.asking.values()].includes(runId));
    this.watch = this.store.watch(this.dev, "crons");
    this.store.attend(true);
  }

  get store() {
    return this.parts.store;
  }

  close(): void {
    this.watch.dispose();
    this.store.dispose();
  }

  get ids(): readonly string[] {
    return this.store.crons(this.dev).map(({ cron_id }) => cron_id);
  }

  refresh(): void {
    void this.store.refresh(this.dev);
  }

  expand(n: number): void {
    const cron = this.store.cron(this.dev, this.ids[n] ?? "");
    if (cron !== undefined) void this.store.runs(this.dev, cron).catch(() => undefined);
  }

  setEnabled(n: number, enabled: boolean): void {
    void this.parts.actions.setEnabled(this.nth(n), enabled).then((outcomes) => {
      // A resume may only have read that somebody else has done it, and a pause that ends later outranks a read.
      for (const outcome of outcomes) if (outcome.kind === "switched" && !enabled) this.screen.saw(outcome.cron);
    });
  }

  delete(n: number): void {
    void this.parts.actions.delete(this.nth(n)).then((outcomes) => {
      for (const outcome of outcomes) if (outcome.kind === "deleted") this.screen.deleted(outcome.ref.cronId);
    });
  }

  /** Nothing that was done or drawn here may be wrong. */
  check(): void {
    this.screen.compare();
    const [fault] = this.screen.faults;
    if (fault !== undefined) throw new Error(fault);
  }

  private nth(n: number): readonly CronRef[] {
    return this.parts.refs("dev", this.ids[n % Math.max(1, this.ids.length)] ?? "none");
  }
}

/** Two windows of one person, on one server. */
export class Desk {
  readonly windows;
  /** How many writes people have asked for. */
  readonly wanted = { patchCron: 0, deleteCron: 0 };
  /** What people have asked for since the server died, and when that was. */
  outage: { readonly since: number; asked: number } | undefined;

  constructor(readonly world = new LiveWorld()) {
    this.windows = [new ModelWindow(world), new ModelWindow(world)] as const;
  }

  window(isOther: boolean): ModelWindow {
    return this.windows[isOther ? 1 : 0];
  }

  close(): void {
    for (const window of this.windows) window.close();
    this.world.end();
  }
}
