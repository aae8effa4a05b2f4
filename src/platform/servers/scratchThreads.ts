import { isJsonObject, type JsonValue } from "../../core/base/json";
import type { ScratchNote } from "../../core/lifecycle/actions/leftScratch";
import type { Connection } from "./connections/connection";

/** VS Code's `Memento`. */
interface State {
  keys(): readonly string[];
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

type Server = Pick<Connection, "id" | "url">;

const prefix = "langgraphCrons.try.";

/**
 * The threads that tries of this workspace have made, or are about to make, until they are deleted: in its state, so that
 * the next window finds those of one that was closed or has crashed.
 */
export class ScratchThreads {
  /** Of tries that go on in this window. */
  private readonly busy = new Set<string>();

  constructor(private readonly state: State) {}

  /** Kept before the thread is asked for. */
  async begin(server: Server, note: ScratchNote): Promise<void> {
    this.busy.add(note.threadId);
    await this.state.update(prefix + note.threadId, { ...note, server: serverKey(server) });
  }

  /** The try is over; `isGone`: so is its thread. */
  async end(threadId: string, isGone: boolean): Promise<void> {
    this.busy.delete(threadId);
    if (isGone) await this.state.update(prefix + threadId, undefined);
  }

  /** Those that nobody cares for any more. */
  left(server: Server): readonly ScratchNote[] {
    return this.state
      .keys()
      .filter((key) => key.startsWith(prefix) && !this.busy.has(key.slice(prefix.length)))
      .map((key) => this.state.get(key) as JsonValue)
      .filter((note) => isJsonObject(note))
      .flatMap(({ begunAt, key, server: of, threadId }) =>
        typeof threadId === "string" &&
        typeof key === "string" &&
        typeof begunAt === "number" &&
        of === serverKey(server)
          ? [{ threadId, key, begunAt }]
          : [],
      );
  }
}

/** A connection with another address is another server. */
function serverKey({ id, url }: Server): string {
  return `${id} ${url}`;
}
