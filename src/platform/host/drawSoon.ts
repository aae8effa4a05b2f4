/** Draws once for all changes of some milliseconds, which usually come together. */
export class DrawSoon {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly draw: () => unknown,
    private readonly milliseconds: number,
  ) {}

  ask(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.draw();
    }, this.milliseconds);
  }

  /** Draws no more for what was asked so far: somebody has just drawn, or nothing is left to draw on. */
  dispose(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
