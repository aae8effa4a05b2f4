/** How long the code under test may take between two events, in milliseconds. */
const slowest = 1_000;

/** One virtual clock: what happens, happens in the order of its time, and no real time passes. */
export class World {
  /** Epoch milliseconds. */
  now = Date.UTC(2026, 10, 26, 12, 0, 30);
  events = 0;
  private order = 0;
  private readonly heap: Event[] = [];

  /** A random number generator that a seed decides (mulberry32). */
  constructor(private seed: number) {}

  random(): number {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  between(least: number, most: number): number {
    return least + Math.floor(this.random() * (most - least + 1));
  }

  uuid(): string {
    const hex = Array.from({ length: 8 }, () => this.between(0, 0xffff).toString(16).padStart(4, "0")).join("");
    return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})/, "$1-$2-4$3-8$4-");
  }

  after(milliseconds: number, act: () => void): void {
    this.heap.push({ at: this.now + Math.max(0, milliseconds), order: this.order++, act });
    up(this.heap);
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.after(milliseconds, resolve));
  }

  /** Runs until nothing more will happen. False where it does not come to an end. */
  async run(mostEvents: number): Promise<boolean> {
    for (;;) {
      // No machine is slower than this: whatever the code under test can still do, it does before the clock goes on so far.
      if ((this.heap[0]?.at ?? Number.POSITIVE_INFINITY) > this.now + slowest) await idle();
      const next = pop(this.heap);
      if (next === undefined) return true;
      this.now = next.at;
      this.events += 1;
      if (this.events > mostEvents) return false;
      next.act();
      // Lets the code under test go on. What is not done by then goes on with the next event, as on a slow machine.
      for (let turn = 0; turn < 20; turn += 1) await undefined;
    }
  }
}

interface Event {
  readonly at: number;
  readonly order: number;
  readonly act: () => void;
}

const idle = () => new Promise<void>((resolve) => setImmediate(resolve));
const isBefore = (one: Event, other: Event) => one.at < other.at || (one.at === other.at && one.order < other.order);

function up(heap: Event[]): void {
  let index = heap.length - 1;
  const added = heap[index] as Event;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    if (!isBefore(added, heap[parent] as Event)) break;
    heap[index] = heap[parent] as Event;
    index = parent;
  }
  heap[index] = added;
}

function pop(heap: Event[]): Event | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  let index = 0;
  for (;;) {
    let child = 2 * index + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && isBefore(heap[child + 1] as Event, heap[child] as Event)) child += 1;
    if (!isBefore(heap[child] as Event, last)) break;
    heap[index] = heap[child] as Event;
    index = child;
  }
  heap[index] = last;
  return first;
}
