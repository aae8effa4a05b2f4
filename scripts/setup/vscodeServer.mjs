import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { installPackage, npm } from "../lib/npm.mjs";
import { inCache, inProject } from "../lib/paths.mjs";
import { step } from "../lib/say.mjs";
import { isStamped, stamp } from "../lib/stamp.mjs";

/** An npm package that contains a complete VS Code (1.139.1) with its web workbench. */
const specification = "code-server@4.139.1";
const folder = inCache("code-server");
const vscode = inCache("code-server", "node_modules", "code-server", "lib", "vscode");

/** VS Code's own server inside that package. */
export const vscodeServerMain = join(vscode, "out", "server-main.js");

const fileLogger = inProject("scripts", "setup", "fileLogger.cjs");

/** The logger is part of the stamp: if it changes, the installation is repeated. */
const content = () => `${specification}\n${readFileSync(fileLogger, "utf8")}`;

/** Installs the VS Code that runs in a browser. Its native modules may stay unbuilt; the logger is replaced. */
export const ensureVscodeServer = async (/** @type {string} */ node) => {
  const file = inCache("code-server", "stamp");
  if (isStamped(file, content()) && existsSync(vscodeServerMain)) return;
  await step(`VS Code for the browser (${specification} from npm)`, async () => {
    await installPackage(node, folder, specification);
    await npm(node, ["install", "--omit=dev", "--ignore-scripts"], vscode);
    copyFileSync(fileLogger, join(vscode, "node_modules", "@vscode", "spdlog", "index.js"));
  });
  stamp(file, content());
};
