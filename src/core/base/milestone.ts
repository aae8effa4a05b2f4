/** Something that happens once, and that others wait for. */
export class Milestone {
  readonly reached: Promise<void>;
  private resolve: () => void = () => undefined;

  constructor() {
    this.reached = new Promise((resolve) => {
      this.resolve = resolve;
    });
  }

  reach(): void {
    this.resolve();
  }
}
