import { existsSync } from "node:fs";
import { installPackage, npm } from "../lib/npm.mjs";
import { inCache } from "../lib/paths.mjs";
import { step } from "../lib/say.mjs";
import { isStamped, stamp } from "../lib/stamp.mjs";

/** An npm package that carries a complete VS Code (1.139.1) with its web workbench. */
const specification = "code-server@4.139.1";
const folder = inCache("code-server");
const vscode = inCache("code-server", "node_modules", "code-server", "lib", "vscode");

/** VS Code's own server inside that package. */
export const vscodeServerMain = inCache(
  "code-server",
  "node_modules",
  "code-server",
  "lib",
  "vscode",
  "out",
  "server-main.js",
);

/** Brings the VS Code that runs in a browser; its native modules may stay unbuilt. */
export const ensureVscodeServer = async (/** @type {string} */ node) => {
  const file = inCache("code-server", "stamp");
  if (isStamped(file, specification) && existsSync(vscodeServerMain)) return;
  await step(`VS Code for the browser (${specification} from npm)`, async () => {
    await installPackage(node, folder, specification);
    await npm(node, ["install", "--omit=dev", "--ignore-scripts"], vscode);
  });
  stamp(file, specification);
};
