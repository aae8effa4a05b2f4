import { ensureBrowser } from "./browser.mjs";
import { findDesktopVscode } from "./desktopVscode.mjs";
import { ensureVscodeServer } from "./vscodeServer.mjs";

/** A VS Code whose extension host runs tests: the desktop's if there is one, otherwise the one in a browser. */
export const ensureExtensionHost = async (/** @type {string} */ node) => {
  if ((await findDesktopVscode()) !== undefined) return;
  await ensureBrowser(node);
  await ensureVscodeServer(node);
};
