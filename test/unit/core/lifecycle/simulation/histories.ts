import fc from "fast-check";
import {
  type Action,
  type History,
  type Interrupted,
  type MachinePlan,
  type MoveAction,
  oldName,
  otherName,
  type RenameAction,
  type RestoreAction,
  type SubmitAction,
  specName,
  type Variant,
  variants,
} from "./history";
import { type Fault, faults } from "./modelNetwork";
import type { Misreads, OwnerSetAt, ServerVersion } from "./modelServer";

const second = 1_000;
const minute = 60 * second;

const time = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 300 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 90 * second }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 8 * minute }) },
);

const submit: fc.Arbitrary<SubmitAction> = fc.record({
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

const move: fc.Arbitrary<MoveAction> = fc.record({
  kind: fc.constant("move" as const),
  at: time,
  to: fc.constantFrom(0 as const, 1 as const),
  cancelAfter: fc.oneof(
    { weight: 6, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 60 * second }) },
  ),
});

const restore: fc.Arbitrary<RestoreAction> = fc.record({
  kind: fc.constant("restore" as const),
  at: time,
  cancelAfter: fc.oneof(
    { weight: 6, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 60 * second }) },
  ),
});

const byHand = fc.constantFrom(
  "pause" as const,
  "resume" as const,
  "delete" as const,
  "copy" as const,
  "script" as const,
  "name" as const,
);

const other: fc.Arbitrary<Action> = fc.record({
  kind: fc.oneof({ weight: 4, arbitrary: fc.constant("refresh" as const) }, { weight: 1, arbitrary: byHand }),
  at: time,
});

const withoutName = other.filter(({ kind }) => kind !== "name");

/** What a machine does, each stopped or killed now and then. */
const interruptedOf = (action: fc.Arbitrary<Interrupted["action"]>): fc.Arbitrary<Interrupted> =>
  fc.record({
    action,
    dieAt: fc.oneof(
      { weight: 4, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 50 }) },
    ),
    stallAt: fc.oneof(
      { weight: 6, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 50 }) },
    ),
    stallMilliseconds: fc.integer({ min: 20 * second, max: 10 * minute }),
  });

const interrupted = interruptedOf(fc.oneof({ weight: 3, arbitrary: submit }, { weight: 1, arbitrary: other }));

const machineOf = (action: fc.Arbitrary<Interrupted>): fc.Arbitrary<MachinePlan> =>
  fc.record({
    reusesIds: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    actions: fc.array(action, { minLength: 1, maxLength: 3 }),
    jump: fc.oneof(
      { weight: 2, arbitrary: fc.constant(null) },
      {
        weight: 1,
        arbitrary: fc.record({
          at: time,
          milliseconds: fc.constantFrom(-60 * minute, 60 * minute, -26 * 60 * minute, 26 * 60 * minute),
        }),
      },
    ),
  });

function machineThat(action: fc.Arbitrary<Interrupted["action"]>): fc.Arbitrary<MachinePlan> {
  return machineOf(interruptedOf(action));
}

const calm = faults.filter((fault) => fault !== "none" && fault !== "veryLate");
const fault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 12, arbitrary: fc.constant<Fault>("none") },
  { weight: 4, arbitrary: fc.constantFrom(...calm) },
);
const plan = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Fault[]>([]) },
  { weight: 3, arbitrary: fc.array(fault, { maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc.array(
      fc.oneof({ weight: 15, arbitrary: fault }, { weight: 1, arbitrary: fc.constant<Fault>("veryLate") }),
      { maxLength: 60 },
    ),
  },
);

const ownerSetAt = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.record({ ownerSetAt: fc.constantFrom<OwnerSetAt>("create", "createAndUpdate") }),
  },
);

const historyOf = (
  before: fc.Arbitrary<History["before"]>,
  machine: fc.Arbitrary<MachinePlan>,
): fc.Arbitrary<History> =>
  fc.record({
    seed: fc.nat(),
    before,
    machines: fc.array(machine, { minLength: 1, maxLength: 4 }),
    faults: plan,
    keepsEndTime: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    version: fc.oneof(
      { weight: 12, arbitrary: fc.constant<ServerVersion>("0.16.7") },
      { weight: 1, arbitrary: fc.constantFrom<ServerVersion[]>("0.7.14", "0.7.20") },
    ),
    misreads: fc.oneof(
      { weight: 9, arbitrary: fc.constant<Misreads>("nothing") },
      { weight: 1, arbitrary: fc.constantFrom<Misreads[]>("schedules", "zones") },
    ),
    losesDataAt: fc.oneof({ weight: 15, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: time }),
    refusesThreads: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  });

const withoutOwner = historyOf(
  fc.constantFrom("nothing", "nothing", "on", "on", "paused", "unnamed"),
  machineOf(interrupted),
);

/**
 * Moves of one cron from several machines, beside refreshes and what people do; of a named one also beside submits. Not
 * beside those that give a cron its name: see the limits in docs/architecture.md.
 */
export const movingHistories: fc.Arbitrary<History> = fc.oneof(
  historyOf(
    fc.constantFrom("unnamed"),
    machineThat(fc.oneof({ weight: 6, arbitrary: move }, { weight: 2, arbitrary: withoutName })),
  ),
  historyOf(
    fc.constantFrom("on", "on", "paused"),
    machineThat(
      fc.oneof({ weight: 6, arbitrary: move }, { weight: 2, arbitrary: withoutName }, { weight: 1, arbitrary: submit }),
    ),
  ),
);

const takes: fc.Arbitrary<SubmitAction> = fc
  .record({
    submit,
    as: fc.constantFrom(specName, otherName),
    isBase: fc.oneof({ weight: 7, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  })
  .map(({ as, isBase, submit: given }) => ({ ...given, as, named: true, ...(isBase ? { variant: "base" } : {}) }));

const rename: fc.Arbitrary<RenameAction> = fc.record({
  kind: fc.constant("rename" as const),
  at: time,
  to: fc.constantFrom(specName, otherName),
});

/**
 * Equal specs of two names take over the crons that scripts have made, or that of a file that was renamed, which may be
 * submitted under its old name yet.
 */
export const adoptingHistories: fc.Arbitrary<History> = fc.oneof(
  historyOf(
    fc.constantFrom("unnamed"),
    machineThat(fc.oneof({ weight: 6, arbitrary: takes }, { weight: 2, arbitrary: other })),
  ),
  historyOf(
    fc.constantFrom("old"),
    machineThat(
      fc.oneof(
        { weight: 4, arbitrary: rename },
        { weight: 2, arbitrary: takes },
        { weight: 2, arbitrary: submit.map((given) => ({ ...given, as: oldName })) },
        { weight: 2, arbitrary: other },
      ),
    ),
  ),
);

export const histories: fc.Arbitrary<History> = fc
  .tuple(withoutOwner, ownerSetAt)
  .map(([history, owner]) => ({ ...history, ...owner }));

/**
 * Undone deletions of one cron, by several windows at once, beside refreshes and what people do; of a named one also
 * beside submits.
 */
export const restoringHistories: fc.Arbitrary<History> = fc
  .oneof(
    historyOf(
      fc.constantFrom("unnamed"),
      machineThat(fc.oneof({ weight: 6, arbitrary: restore }, { weight: 2, arbitrary: withoutName })),
    ),
    historyOf(
      fc.constantFrom("on", "on", "paused"),
      machineThat(
        fc.oneof(
          { weight: 6, arbitrary: restore },
          { weight: 2, arbitrary: withoutName },
          { weight: 1, arbitrary: submit },
        ),
      ),
    ),
  )
  .map((history) => ({ ...history, isDeleted: true }));
