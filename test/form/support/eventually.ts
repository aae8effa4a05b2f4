import { expect } from "vitest";

/** An expectation about something that comes true a little later; how much later depends on the machine. */
export function eventually<Value>(read: () => Value | Promise<Value>) {
  return expect.poll(read, { timeout: 20_000 });
}
