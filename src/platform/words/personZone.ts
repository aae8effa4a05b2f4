import type { Memento } from "vscode";
import { findTimeZone } from "../../core/schedule/timeZone";

interface ZoneSources {
  /** The zone in the settings; "" if not set. */
  readonly setting: () => string;
  /** The zone of the computer on which the extension runs, which may be a remote container. */
  readonly computer: () => string;
}

/** What a browser reported, and this computer's zone at that time: on a journey both change. */
interface Learned {
  readonly computer: string;
  readonly person: string;
}

const key = "localZone";

/**
 * The IANA zone in which a person reads the clock: the setting, or what the browser of a form reported, or this
 * computer's. Only a browser certainly runs where the person is.
 */
export class PersonZone {
  private learned: Learned | undefined;
  private memory: Pick<Memento, "get" | "update"> | undefined;

  constructor(private readonly sources: ZoneSources) {}

  get name(): string {
    const computer = this.sources.computer();
    const setting = this.sources.setting();
    if (isZone(setting)) return setting;
    return this.learned?.computer === computer ? this.learned.person : computer;
  }

  /** Loads what an earlier window learned, and stores what this one learns. */
  keepIn(memory: Pick<Memento, "get" | "update">): void {
    this.memory = memory;
    const stored = memory.get<unknown>(key);
    if (isLearned(stored)) this.learned = stored;
  }

  /** A browser's own zone. Ignored if the server doesn't know it. */
  learn(person: string): void {
    const computer = this.sources.computer();
    if (!isZone(person) || (this.learned?.person === person && this.learned.computer === computer)) return;
    this.learned = { computer, person };
    void this.memory?.update(key, this.learned);
  }
}

function isZone(name: string): boolean {
  return findTimeZone(name) !== undefined;
}

function isLearned(value: unknown): value is Learned {
  if (typeof value !== "object" || value === null) return false;
  const { computer, person } = value as Readonly<Record<keyof Learned, unknown>>;
  return typeof computer === "string" && typeof person === "string" && isZone(person);
}
