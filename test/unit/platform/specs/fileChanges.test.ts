import fc from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FileChanges } from "../../../../src/platform/specs/fileChanges";

const pace = { quiet: 150, longest: 1_500 };

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

/** What happens, and how many milliseconds later. */
const steps = fc.array(
  fc.record({
    wait: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 3_000 })),
    file: fc.integer({ min: 0, max: 9 }).map(String),
    /** How long the work takes that begins next. */
    takes: fc.integer({ min: 0, max: 2_000 }),
  }),
  { maxLength: 60 },
);

it("does the work once for changes that come together, soon, never twice at a time, and leaves none out", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      vi.clearAllTimers();
      const begun: { readonly at: number; readonly files: ReadonlySet<string> }[] = [];
      const added: { readonly at: number; readonly file: string }[] = [];
      let takes = 0;
      let running = 0;
      let busy = 0;
      const changes = new FileChanges(async (files) => {
        expect(running).toBe(0);
        begun.push({ at: Date.now(), files });
        running += 1;
        busy += takes;
        await new Promise((resolve) => setTimeout(resolve, takes));
        running -= 1;
      }, pace);
      const start = Date.now();
      for (const step of all) {
        await vi.advanceTimersByTimeAsync(step.wait);
        takes = step.takes;
        added.push({ at: Date.now(), file: step.file });
        changes.add(step.file);
      }
      await vi.advanceTimersByTimeAsync(10_000);
      for (const { at, file } of added) {
        const next = begun.find((each) => each.at >= at && each.files.has(file));
        expect(next).toBeDefined();
        // The work before it may have to end first.
        expect((next?.at ?? 0) - at).toBeLessThanOrEqual(pace.longest + 2_000 + 1);
      }
      const span = (added.at(-1)?.at ?? start) - start;
      expect(begun.length).toBeLessThanOrEqual(Math.min(added.length, 1 + Math.ceil((span + busy) / pace.quiet)));
    }),
    { numRuns: Number(process.env.MODEL_RUNS ?? 50) },
  );
});

it("a switched branch of 500 files is one piece of work", async () => {
  const work = vi.fn(async (_files: ReadonlySet<string>) => undefined);
  const changes = new FileChanges(work, pace);
  for (let file = 0; file < 500; file += 1) {
    changes.add(String(file));
    changes.add(String(file));
    if (file % 50 === 0) await vi.advanceTimersByTimeAsync(20);
  }
  await vi.advanceTimersByTimeAsync(5_000);
  expect(work.mock.calls.map(([files]) => files.size)).toEqual([500]);
});

it("does nothing once it is disposed", async () => {
  const work = vi.fn(async () => undefined);
  const changes = new FileChanges(work, pace);
  changes.add("a");
  changes.dispose();
  changes.add("b");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(work).not.toHaveBeenCalled();
});
