interface Pace {
  /** Milliseconds without a change before it begins. */
  readonly quiet: number;
  /** Milliseconds after which it begins, though changes go on. */
  readonly longest: number;
}

/**
 * Gathers changes, which come in hundreds when a branch is switched, and does the work for all of them at once: when they
 * have come to rest, and never twice at a time.
 */
export class FileChanges {
  private readonly waiting = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** When the first of those that wait has come. */
  private since = 0;
  private isWorking = false;
  private isOver = false;

  constructor(
    /** Never rejects. */
    private readonly work: (files: ReadonlySet<string>) => Promise<void>,
    private readonly pace: Pace,
  ) {}

  add(file: string): void {
    if (this.isOver) return;
    if (this.waiting.size === 0) this.since = Date.now();
    this.waiting.add(file);
    this.plan();
  }

  dispose(): void {
    this.isOver = true;
    clearTimeout(this.timer);
  }

  private plan(): void {
    clearTimeout(this.timer);
    if (this.isWorking || this.isOver || this.waiting.size === 0) return;
    const left = Math.max(0, this.since + this.pace.longest - Date.now());
    this.timer = setTimeout(() => void this.begin(), Math.min(this.pace.quiet, left));
  }

  private async begin(): Promise<void> {
    const files = new Set(this.waiting);
    this.waiting.clear();
    this.isWorking = true;
    await this.work(files);
    this.isWorking = false;
    this.plan();
  }
}
