/** A read that runs once at a time, and whose answer all share who ask meanwhile. */
export class SharedRead<Value> {
  private current: Promise<Value> | undefined;
  private next: Promise<Value> | undefined;

  constructor(private readonly read: () => Promise<Value>) {}

  get isUnderWay(): boolean {
    return this.current !== undefined;
  }

  /** Joins the one that is under way, or begins one. */
  join(): Promise<Value> {
    this.current ??= this.read().finally(() => {
      this.current = undefined;
    });
    return this.current;
  }

  /** One that begins from now on: what is under way may have been answered before. */
  again(): Promise<Value> {
    if (this.current === undefined) return this.join();
    const next = () => {
      this.next = undefined;
      return this.join();
    };
    this.next ??= this.current.then(next, next);
    return this.next;
  }
}
