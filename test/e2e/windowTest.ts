import { test as base } from "vitest";
import { workerNumber } from "../support/workerNumber";
import { type OpenedWorkbench, VscodeWindows, type WindowOptions } from "./vscodeWindows";

/** Opens a window for the test, with an empty profile and a copy of the sample workspace. */
export type OpenWindow = (options?: Omit<WindowOptions, "name">) => Promise<OpenedWorkbench>;

interface Fixtures {
  /** One VS Code and one browser for all test files of a worker. */
  readonly windows: VscodeWindows;
  readonly openWindow: OpenWindow;
}

/** A file name for what a failure leaves. */
const fileNameOf = (title: string): string =>
  title
    .replaceAll(/[^A-Za-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/-$/, "");

/** A test that is given `openWindow`. */
export const test = base.extend<Fixtures>({
  windows: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern which fixtures are needed
    async ({}, use) => {
      const windows = await VscodeWindows.start({ name: `e2e-${workerNumber()}` });
      await use(windows);
      await windows.stop();
    },
    { scope: "worker" },
  ],
  openWindow: async ({ windows, task }, use) => {
    await use((options) => windows.open({ name: fileNameOf(task.name), ...options }));
  },
});
