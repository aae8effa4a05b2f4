import { test as base } from "vitest";
import { workerNumber } from "../support/workerNumber";
import { type Connected, ConnectedWindow } from "./connectedWindow";
import { type OpenedWindow, VscodeWindows, type WindowOptions } from "./vscodeWindows";

/** Opens a window for the test, with an empty profile and a copy of the sample workspace. */
export type OpenWindow = (options?: WindowOptions) => Promise<OpenedWindow>;

interface Fixtures {
  /** One VS Code and one browser for all test files of a worker. */
  readonly windows: VscodeWindows;
  readonly connectedWindow: ConnectedWindow;
  readonly openWindow: OpenWindow;
  /** A window that tests share, connected to the shared Agent Server, which has no crons. */
  readonly connected: Connected;
}

/** A file name for what a failure leaves. */
const fileNameOf = (title: string): string =>
  title
    .replaceAll(/[^A-Za-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/-$/, "");

/** A test that is given a window: `connected` where it can share one, else `openWindow`, which takes 5 seconds longer. */
export const test = base.extend<Fixtures>({
  windows: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern which fixtures are needed
    async ({}, use) => {
      // A clock of its own beside those of the tests and of their servers.
      const windows = await VscodeWindows.start({ name: `e2e-${workerNumber()}`, timeZone: "Europe/Paris" });
      await use(windows);
      await windows.stop();
    },
    { scope: "worker" },
  ],
  connectedWindow: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const windows = await VscodeWindows.start({ name: `connected-${workerNumber()}`, timeZone: "Europe/Berlin" });
      const window = new ConnectedWindow(windows);
      await use(window);
      await window.close();
      await windows.stop();
    },
    { scope: "worker" },
  ],
  openWindow: async ({ windows, task }, use) => {
    await use((options) => windows.openForTest(fileNameOf(task.name), options));
  },
  connected: async ({ connectedWindow, task }, use) => {
    await use(await connectedWindow.openForTest(fileNameOf(task.name)));
  },
});
