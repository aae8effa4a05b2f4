import fc from "fast-check";
import type { CronArguments } from "../../src/core/arguments/cronArguments";
import { hostileTexts } from "../fixtures/hostileTexts";

const token = fc.stringMatching(/^[a-z][0-9][a-z0-9]{40}$/);
/** A file can't say a text that is a placeholder. */
const strange = hostileTexts.filter((text) => !text.includes("${") && text.length < 1000);
const text = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom(...strange));
/** Whole numbers that JavaScript holds, and no null at the top, which stands for a key that was removed. */
const value = fc.oneof(text, fc.integer(), fc.boolean(), fc.array(fc.oneof(text, fc.constant(null)), { maxLength: 2 }));
const values = fc.dictionary(text, fc.oneof(value, fc.dictionary(text, value, { maxKeys: 2 })), {
  maxKeys: 3,
  noNullPrototype: true,
});
const nodes = fc.oneof(fc.constant("*" as const), fc.array(fc.constantFrom("review", "write"), { maxLength: 2 }));

/**
 * Crons as scripts make them, with all parameters that a server stores, and such that it accepts and the checks call no
 * error. None runs while a test does, and none that is on has an end, for which a development server stops.
 */
export function foreignCrons(assistants: readonly string[], threads: readonly string[]): fc.Arbitrary<CronArguments> {
  const parts = fc.record(
    {
      thread_id: fc.constantFrom(null, ...threads),
      assistant_id: fc.constantFrom(...assistants),
      schedule: fc
        .tuple(fc.nat(59), fc.nat(23), fc.constantFrom("29 2 *", "29 FEB *", "29 2 ?"))
        .map(([minute, hour, day]) => `${minute} ${hour} ${day}`),
      input: fc.oneof(values, fc.array(values, { minLength: 1, maxLength: 2 })),
      timezone: fc.constantFrom("Europe/Berlin", "Asia/Kolkata", "UTC"),
      metadata: fc
        .tuple(
          values,
          fc.record(
            { name: text, title: text, auth: fc.record({ token }) },
            { requiredKeys: [], noNullPrototype: true },
          ),
        )
        .map(([own, more]) => ({ ...own, ...more })),
      config: fc.record(
        { tags: fc.array(text, { maxLength: 2 }), recursion_limit: fc.integer({ min: 1, max: 99 }) },
        { requiredKeys: [], noNullPrototype: true },
      ),
      context: fc.record({ audience: text }, { requiredKeys: [], noNullPrototype: true }),
      checkpoint_during: fc.boolean(),
      interrupt_before: nodes,
      interrupt_after: nodes,
      webhook: fc.oneof(
        fc.constant("http://10.0.0.1/hook?a=b"),
        token.map((each) => `http://10.0.0.1/hook?token=${each}`),
      ),
      multitask_strategy: fc.constantFrom("reject", "rollback", "interrupt", "enqueue"),
      end_time: fc.constantFrom("2035-01-01T00:00:00Z", "2036-02-29T12:00:00.5+05:30"),
      enabled: fc.boolean(),
      stream_mode: fc.oneof(fc.constant("updates"), fc.constant(["values", "custom"])),
      stream_subgraphs: fc.boolean(),
      stream_resumable: fc.boolean(),
      durability: fc.constantFrom("sync", "async", "exit"),
      on_run_completed: fc.constantFrom("delete", "keep"),
    },
    { requiredKeys: ["thread_id", "assistant_id", "schedule", "input"], noNullPrototype: true },
  );
  return parts.map(({ checkpoint_during, end_time, on_run_completed, ...rest }) => ({
    ...rest,
    ...(rest.durability === undefined && checkpoint_during !== undefined ? { checkpoint_during } : {}),
    ...(rest.enabled === false && end_time !== undefined ? { end_time } : {}),
    ...(rest.thread_id === null && on_run_completed !== undefined ? { on_run_completed } : {}),
  })) as fc.Arbitrary<CronArguments>;
}
