import { afterAll, beforeAll } from "vitest";
import { hashAtOnce } from "./hashAtOnce";

/** Hashes at once in all tests of a file. */
export function useHashAtOnce(): void {
  let restore: () => void;
  beforeAll(() => {
    restore = hashAtOnce();
  });
  afterAll(() => restore());
}
