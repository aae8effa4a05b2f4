import type { IProperty, Parameters } from "fast-check";
import { vi } from "vitest";

/** A mutation that a property finds only in its hundredth try should be found by a test with an example. */
const mostRuns = 30;

/**
 * For mutation tests: each property is tried a few times, with the same values each time, and stops at the first
 * counterexample instead of shrinking it.
 */
vi.mock("fast-check", async (importOriginal) => {
  const all = await importOriginal<typeof import("fast-check")>();
  const assert = <Ts>(property: IProperty<Ts>, parameters: Parameters<Ts> = {}) => {
    const numRuns = Math.min(parameters.numRuns ?? mostRuns, mostRuns);
    return all.assert(property, { seed: 1, ...parameters, numRuns, endOnFailure: true });
  };
  return { ...all, default: { ...all.default, assert } };
});
