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
  private isOn = false;

  constructor(
    private readonly access: Pick<ServerAccess, "plain" | "recording">,
    private readonly reads: () => Promise<Pick<typeof serverReads, "createLiveUpdates">>,
    private readonly time: typeof clock = clock,
  ) {}

  /** Whether somebody looks. */
  turn(isOn: boolean): void {
    if (isOn === this.isOn) return;
    this.isOn = isOn;
    for (const { updates } of this.live.values()) {
      if (isOn) updates?.start();
      else updates?.stop();
    }
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

  private async begin(key: string, each: { readonly record: ServerRecord; updates: Updates | undefined }) {
    const [{ createLiveUpdates }] = await Promise.all([this.reads(), each.record.firstState]);
    if (this.live.get(key) !== each) return;
    const { record } = each;
    const server = () => this.access.recording(record.connection);
    const plainServer = () => this.access.plain(record.connection);
    each.updates = createLiveUpdates({ record, server, plainServer, clock: this.time });
    if (this.isOn) each.updates.start();
  }
}
