import { onTestFinished } from "vitest";
import type { VscodeServerOptions } from "../support/vscodeServer";
import { type OpenedWindow, VscodeWindows, type WindowOptions } from "./vscodeWindows";

export type WorkbenchOptions = WindowOptions & VscodeServerOptions;

/**
 * Opens a window in a VS Code and a browser of its own, for a test about trust, the environment or an installation.
 * Other tests take `openWindow`, which is faster.
 */
export async function openWorkbench(options: WorkbenchOptions): Promise<OpenedWindow> {
  const windows = await VscodeWindows.start(options);
  onTestFinished(() => windows.stop());
  return windows.openForTest(options.name, options);
}
