/** So many may be inside at once; the others wait in the order in which they came. */
export class Places {
  private readonly waiting: (() => void)[] = [];

  constructor(private free: number) {}

  /** Waits for a place. */
  async take(): Promise<void> {
    if (this.free > 0) {
      this.free -= 1;
      return;
    }
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  give(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.free += 1;
    else next();
  }

  async within<Value>(act: () => Promise<Value>): Promise<Value> {
    await this.take();
    try {
      return await act();
    } finally {
      this.give();
    }
  }
}
