import type { IProperty, Parameters } from "fast-check";
import { vi } from "vitest";

/** A change that a property finds only in its hundredth try is for a test with an example to notice. */
const mostRuns = 30;

/**
 * For tests of changed code: each property is tried a few times, the same ones each time, and ends with any
 * counterexample instead of looking for the smallest.
 */
vi.mock("fast-check", async (importOriginal) => {
  const all = await importOriginal<typeof import("fast-check")>();
  const assert = <Ts>(property: IProperty<Ts>, parameters: Parameters<Ts> = {}) => {
    const numRuns = Math.min(parameters.numRuns ?? mostRuns, mostRuns);
    return all.assert(property, { seed: 1, ...parameters, numRuns, endOnFailure: true });
  };
  return { ...all, default: { ...all.default, assert } };
});
