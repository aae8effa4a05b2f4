import { expect, test } from "vitest";
import type { FormRecord } from "../../../../../src/features/cronForm/controller/formRecord";
import { FormRegistry } from "../../../../../src/features/cronForm/controller/formRegistry";
import { FormWorld } from "../support/formWorld";

/** The forms of a window, on what the workspace's state holds. */
function registryOf(world: FormWorld): FormRegistry {
  const records = () => [...world.stored.values()].map((text) => JSON.parse(text) as FormRecord);
  return new FormRegistry({
    ...world,
    kept: () => records().sort((one, other) => other.changedAt - one.changedAt),
    read: async (form) => records().find((record) => record.form === form),
    offer: async () => "beside",
  });
}

test("tabs of which only their place was kept get the unfinished forms, the last changed first, each once", async () => {
  const world = new FormWorld();
  for (const schedule of ["0 7 * * *", "0 8 * * *"]) {
    world.clock += 1_000;
    world.open().type("schedule", schedule);
  }
  const registry = registryOf(world);
  const schedules: unknown[] = [];
  for (let tab = 0; tab < 3; tab++) schedules.push((await registry.goOnWithLast())?.stored.draft.typed.schedule);
  expect(schedules).toEqual(["0 8 * * *", "0 7 * * *", undefined]);
});

test("such a tab gets no form that is done, untouched or in another tab", async () => {
  const world = new FormWorld();
  world.open();
  const typed = world.open();
  typed.type("schedule", "0 7 * * *");
  const registry = registryOf(world);
  expect((await registry.goOn(typed.form))?.stored.form).toBe(typed.form);
  expect(await registry.goOnWithLast()).toBeUndefined();
});
