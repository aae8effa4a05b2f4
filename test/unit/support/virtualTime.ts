/** A clock that only a test turns. */
export class VirtualTime {
  private readonly tasks = new Set<{ readonly at: number; readonly run: () => void }>();

  constructor(public now: number) {}

  after(milliseconds: number, run: () => void): () => void {
    const task = { at: this.now + milliseconds, run };
    this.tasks.add(task);
    return () => this.tasks.delete(task);
  }

  async to(moment: number): Promise<void> {
    for (;;) {
      const [next] = [...this.tasks].sort((one, other) => one.at - other.at);
      if (next === undefined || next.at > moment) break;
      this.tasks.delete(next);
      this.now = Math.max(this.now, next.at);
      next.run();
      for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    }
    this.now = moment;
  }
}
