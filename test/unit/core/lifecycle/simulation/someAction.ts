import fc from "fast-check";
import {
  type Action,
  type ApplyAction,
  type MoveAction,
  otherName,
  type RenameAction,
  type RestoreAction,
  type SubmitAction,
  specName,
  type Variant,
  variants,
} from "./history";

/** What a machine may do, drawn at random. */

export const second = 1_000;
export const minute = 60 * second;

export const time = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 300 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 90 * second }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 8 * minute }) },
);

export const submit: fc.Arbitrary<SubmitAction> = fc.record({
  kind: fc.constant("submit" as const),
  at: time,
  named: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  variant: fc.oneof(
    { weight: 5, arbitrary: fc.constant<Variant>("base") },
    { weight: 4, arbitrary: fc.constant<Variant>("recreate") },
    { weight: 4, arbitrary: fc.constantFrom(...(Object.keys(variants) as Variant[])) },
  ),
  agrees: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  cancelAfter: fc.oneof(
    { weight: 5, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 60 * second }) },
  ),
  answerAfter: fc.oneof(
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 15 * minute }) },
  ),
});

const cancelAfter = fc.oneof(
  { weight: 6, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 60 * second }) },
);

export const move: fc.Arbitrary<MoveAction> = fc.record({
  kind: fc.constant("move" as const),
  at: time,
  to: fc.constantFrom(0 as const, 1 as const),
  cancelAfter,
});

export const restore: fc.Arbitrary<RestoreAction> = fc.record({
  kind: fc.constant("restore" as const),
  at: time,
  cancelAfter,
});

const byHand = fc.constantFrom(
  "pause" as const,
  "resume" as const,
  "delete" as const,
  "copy" as const,
  "script" as const,
  "name" as const,
);

export const other: fc.Arbitrary<Action> = fc.record({
  kind: fc.oneof({ weight: 4, arbitrary: fc.constant("refresh" as const) }, { weight: 1, arbitrary: byHand }),
  at: time,
});

export const naming: fc.Arbitrary<Action> = fc.record({ kind: fc.constant("name" as const), at: time });

export const withoutName = other.filter(({ kind }) => kind !== "name");

export const takes: fc.Arbitrary<SubmitAction> = fc
  .record({
    submit,
    as: fc.constantFrom(specName, otherName),
    isBase: fc.oneof({ weight: 7, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  })
  .map(({ as, isBase, submit: given }) => ({ ...given, as, named: true, ...(isBase ? { variant: "base" } : {}) }));

export const rename: fc.Arbitrary<RenameAction> = fc.record({
  kind: fc.constant("rename" as const),
  at: time,
  to: fc.constantFrom(specName, otherName),
});

export const apply: fc.Arbitrary<ApplyAction> = fc.record({
  kind: fc.constant("apply" as const),
  at: time,
  cancelAfter,
});
