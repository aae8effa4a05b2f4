import { connectionKey } from "./connections/connection";
import type { ServerAccess } from "./serverAccess";
import type * as serverReads from "./serverReads";
import type { ServerRecord } from "./serverRecord";

const clock = {
  now: () => Date.now(),
  after: (milliseconds: number, task: () => void) => {
    const timer = setTimeout(task, milliseconds);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};

type Updates = ReturnType<typeof serverReads.createLiveUpdates>;

/** The servers that are watched, kept up to date while somebody looks. */
export class LiveServers {
  private readonly live = new Map<string, { readonly record: ServerRecord; updates: Updates | undefined }>();
  /** Who looks at one server alone. */
  private readonly looks = new Set<{ readonly key: string }>();
  private isOn = false;

  constructor(
    private readonly access: Pick<ServerAccess, "plain" | "recording">,
    private readonly reads: () => Promise<Pick<typeof serverReads, "createLiveUpdates">>,
    private readonly time: typeof clock = clock,
  ) {}

  /** Whether somebody looks at all of them. */
  turn(isOn: boolean): void {
    this.change(() => {
      this.isOn = isOn;
    });
  }

  /** Somebody looks at this one, until the returned function is called. */
  look(key: string): () => void {
    const look = { key };
    this.change(() => this.looks.add(look));
    return () => this.change(() => this.looks.delete(look));
  }

  /** Begins once its crons are known, or it has not answered. */
  watch(record: ServerRecord): void {
    const key = connectionKey(record.connection);
    if (this.live.has(key)) return;
    const each: { readonly record: ServerRecord; updates: Updates | undefined } = { record, updates: undefined };
    this.live.set(key, each);
    void this.begin(key, each);
  }

  end(key: string): void {
    this.live.get(key)?.updates?.stop();
    this.live.delete(key);
  }

  /** What is known of this server has changed. */
  follow(record: ServerRecord, isListRead: boolean): void {
    this.live.get(connectionKey(record.connection))?.updates?.follow({ isListRead });
  }

  dispose(): void {
    for (const key of [...this.live.keys()]) this.end(key);
  }

  private isSeen(key: string): boolean {
    return this.isOn || [...this.looks].some((look) => look.key === key);
  }

  private change(act: () => unknown): void {
    const before = new Map([...this.live.keys()].map((key) => [key, this.isSeen(key)]));
    act();
    for (const [key, { updates }] of this.live) {
      if (this.isSeen(key) === before.get(key)) continue;
      if (this.isSeen(key)) updates?.start();
      else updates?.stop();
    }
  }

  private async begin(key: string, each: { readonly record: ServerRecord; updates: Updates | undefined }) {
    const [{ createLiveUpdates }] = await Promise.all([this.reads(), each.record.firstState]);
    if (this.live.get(key) !== each) return;
    const { record } = each;
    const server = () => this.access.recording(record.connection);
    const plainServer = () => this.access.plain(record.connection);
    each.updates = createLiveUpdates({ record, server, plainServer, clock: this.time });
    if (this.isSeen(key)) each.updates.start();
  }
}
