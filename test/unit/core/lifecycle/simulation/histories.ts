import fc from "fast-check";
import { type History, type Interrupted, type MachinePlan, oldName, type Variant } from "./history";
import { type Fault, faults } from "./modelNetwork";
import type { Misreads, OwnerSetAt, ServerVersion } from "./modelServer";
import {
  apply,
  minute,
  move,
  naming,
  other,
  rename,
  restore,
  second,
  submit,
  takes,
  time,
  withoutName,
} from "./someAction";

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
/** Without `size` they would be over after ten requests at most, before most writes. */
const whole = { maxLength: 60, size: "max" } as const;
const plan = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Fault[]>([]) },
  { weight: 3, arbitrary: fc.array(fault, whole) },
  {
    weight: 1,
    arbitrary: fc.array(
      fc.oneof({ weight: 15, arbitrary: fault }, { weight: 1, arbitrary: fc.constant<Fault>("veryLate") }),
      whole,
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
 * Moves of one cron from several machines, beside refreshes, submits and what people do, such as to name it.
 */
export const movingHistories: fc.Arbitrary<History> = fc.oneof(
  historyOf(
    fc.constantFrom("unnamed"),
    machineThat(
      fc.oneof(
        { weight: 6, arbitrary: move },
        { weight: 2, arbitrary: other },
        { weight: 1, arbitrary: naming },
        { weight: 1, arbitrary: submit },
      ),
    ),
  ),
  historyOf(
    fc.constantFrom("on", "on", "paused"),
    machineThat(
      fc.oneof({ weight: 6, arbitrary: move }, { weight: 2, arbitrary: other }, { weight: 1, arbitrary: submit }),
    ),
  ),
);

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

/** A cron that its spec switches off and on, and little else, so that a lost request is one that does only that. */
const switching = historyOf(
  fc.constantFrom("on", "on", "paused"),
  machineThat(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc
          .tuple(submit, fc.constantFrom<Variant>("disabled", "disabled", "enables", "base"))
          .map(([given, variant]) => ({ ...given, variant, named: true })),
      },
      { weight: 1, arbitrary: other },
    ),
  ),
);

/** Applies of several specs, beside submits of each of them, refreshes and what people do. */
export const applyingHistories: fc.Arbitrary<History> = fc
  .tuple(
    historyOf(
      fc.constantFrom("nothing", "nothing", "nothing", "on", "paused", "unnamed"),
      machineThat(
        fc.oneof({ weight: 5, arbitrary: apply }, { weight: 5, arbitrary: takes }, { weight: 2, arbitrary: other }),
      ),
    ),
    ownerSetAt,
  )
  .map(([history, owner]) => ({ ...history, ...owner }));

export const histories: fc.Arbitrary<History> = fc
  .tuple(fc.oneof({ weight: 7, arbitrary: withoutOwner }, { weight: 1, arbitrary: switching }), ownerSetAt)
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
