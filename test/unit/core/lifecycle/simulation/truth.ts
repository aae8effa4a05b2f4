import type { JsonObject } from "../../../../../src/core/base/json";
import type { Cron } from "../../../../../src/core/server/cron";
import { isFinishedHash, metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import type { ModelProcess, Seen } from "./modelProcess";
import type { ModelServer } from "./modelServer";
import type { Promised } from "./promised";
import type { World } from "./world";

/** What a person has wanted of a cron, and when. */
interface Wish {
  readonly kind: "paused" | "on";
  readonly at: number;
}

/** A cron is read so long before it is changed or deleted at most: in that time the lease is looked at, too. */
const justBeforeMilliseconds = 10_000;

/** Watches every change as the server carries it out, and notes what must not happen. */
export class Truth {
  readonly violations: string[] = [];
  /** Crons that somebody copied by hand: nobody's leftovers. */
  readonly handmade = new Set<string>();
  /** Of each cron that a move or an undone deletion made, the id of the one that it stands for. */
  readonly madeFrom = new Map<string, string>();
  readonly wishes = new Map<string, Wish>();
  personDeleted = false;
  personActed = false;
  /** A process was stopped between deciding on a write and sending it: then it may undo what a person or a holder did. */
  sentLate = false;
  /** A write that was carried out so late gave a cron its first name, or another one: others may have made one of it meanwhile. */
  namedLate = false;
  /** Each deletion of a cron that was on, by whom, and whether they had seen that it was on. */
  readonly deletedOn: { readonly cron: Cron; readonly by: ModelProcess; readonly isSeenOn: boolean }[] = [];

  constructor(
    private readonly world: World,
    private readonly server: ModelServer,
    /** Some request is carried out later than anybody waits: then a zombie may undo what a person did. */
    private readonly carriedOutLate: boolean,
    private readonly note: (text: string) => void,
    private readonly promised: Promised = "always",
  ) {}

  /** Something was carried out later than the protocol promises anything for, but that there are never two. */
  get beyondBounds(): boolean {
    return this.carriedOutLate || this.sentLate;
  }

  violate(text: string): void {
    this.note(`VIOLATION ${text}`);
    if (!this.violations.includes(text)) this.violations.push(text);
  }

  patching(by: ModelProcess, id: string, body: JsonObject, act: () => Cron): Cron {
    const before = this.server.rows.get(id);
    const wasOn = before?.enabled === true;
    const after = act();
    if (by.isPerson) {
      this.personActed = true;
      if (typeof body.enabled === "boolean")
        this.wishes.set(id, { kind: body.enabled ? "on" : "paused", at: this.world.now });
    } else if (by.title.includes("enables")) {
      // The spec says that it is to be on: whoever finishes that submission may switch it on, too.
      this.wishes.delete(id);
    } else if (!wasOn && after.enabled) {
      this.lookAtTimes(by, after);
      const wish = this.wishes.get(id);
      if (wish?.kind === "paused" && !this.beyondBounds) this.violate("a person's pause was undone");
    }
    this.lookAtNames();
    return after;
  }

  /** A cron that would fire at other times than it says is switched on only where a person has agreed to these. */
  private lookAtTimes(by: ModelProcess, cron: Cron): void {
    const isAgreed = by.title.includes("recreates") || typeof cron.metadata[metadataKeys.serverTimes] === "string";
    if (this.server.isMisread(cron) && !(isAgreed && cron.timezone !== null))
      this.violate("a cron that the server misreads was switched on");
  }

  /** Whoever changes a cron knows what others have made of it. */
  lookAtChange(by: ModelProcess, seen: Seen | undefined): void {
    if (!by.isPerson && !this.isJustSeen(seen)) this.violate("a cron was changed that was not read just before");
  }

  /** Whoever deletes a cron knows how it is. Where crons can't be paused, a submit deletes its own without a look. */
  lookAtDecision(by: ModelProcess, seen: Seen | undefined): void {
    if (!by.isPerson && !this.server.isOld && !this.isJustSeen(seen))
      this.violate("a cron was deleted that was not read just before");
  }

  private isJustSeen(seen: Seen | undefined): boolean {
    return seen !== undefined && this.world.now - seen.at <= justBeforeMilliseconds;
  }

  deleting(by: ModelProcess, id: string, decided: Seen | undefined, act: () => boolean): boolean {
    const before = this.server.rows.get(id);
    const was = before === undefined ? undefined : { ...before };
    const done = act();
    if (was === undefined) return done;
    if (by.isPerson) {
      this.personActed = true;
      this.personDeleted = true;
      return done;
    }
    if (this.handmade.has(id) && !by.title.includes("recreates"))
      this.violate("a cron that was copied by hand was deleted");
    const isFinished = isFinishedHash(was.metadata[metadataKeys.hash]);
    // Where a submit can't pause its own copies, it deletes them.
    const mayReplace = by.title.includes("recreates") || this.server.isOld;
    if ((was.enabled || isFinished) && !mayReplace && !this.beyondBounds && this.promised !== "little")
      this.violate("a cron that was on or finished was deleted");
    if (was.enabled) this.deletedOn.push({ cron: was, by, isSeenOn: decided?.isOn === true });
    return done;
  }

  /** What a cron was first. */
  originOf(cronId: string): string {
    const before = this.madeFrom.get(cronId);
    return before === undefined ? cronId : this.originOf(before);
  }

  /** Two of one name, or that stand for one cron, may be on for no moment. */
  lookAtNames(): void {
    const on = new Map<string, number>();
    const made = new Set([...this.madeFrom.keys()].map((id) => this.originOf(id)));
    for (const row of this.server.rows.values()) {
      const origin = this.originOf(row.cron_id);
      const unnamed = made.has(origin) ? origin : row.metadata[metadataKeys.submission];
      const name = row.metadata[metadataKeys.name] ?? unnamed;
      if (row.enabled && typeof name === "string") on.set(name, (on.get(name) ?? 0) + 1);
    }
    for (const count of on.values())
      if (count > 1 && !this.carriedOutLate && !this.namedLate && this.promised === "always")
        this.violate("for a moment, two of one name are on");
  }
}
