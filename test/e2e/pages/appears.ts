import type { Locator } from "playwright-core";

/** Whether it becomes visible within so many milliseconds. */
export const appears = (locator: Locator, timeout: number): Promise<boolean> =>
  locator.waitFor({ timeout }).then(
    () => true,
    () => false,
  );
