import { ensureAgentServer } from "../setup/agentServer.mjs";
import { ensureBrowser } from "../setup/browser.mjs";
import { ensureVscodeServer } from "../setup/vscodeServer.mjs";

/**
 * @typedef {object} Task
 * @property {readonly (readonly string[])[]} commands arguments for Node, run one after the other
 * @property {(node: string) => Promise<unknown>} [prepare]
 */

const biome = "node_modules/@biomejs/biome/bin/biome";
const vitest = "node_modules/vitest/vitest.mjs";
const runTypeScript = "scripts/runTypeScript.mjs";

const lint = [biome, "check", "--error-on-warnings"];
const types = ["node_modules/typescript/bin/tsc", "--project", "."];
const build = ["esbuild.mjs", "--production"];
const unit = [vitest, "run", "--project", "unit"];

const withHosts = async (/** @type {string} */ node) => {
  await ensureBrowser(node);
  await ensureVscodeServer(node);
};

const everything = async (/** @type {string} */ node) => {
  await withHosts(node);
  await ensureAgentServer();
};

/** What `npm run <name>` does, besides `npm start` and `npm test`. @type {Readonly<Record<string, Task>>} */
export const tasks = {
  setup: { commands: [], prepare: everything },
  build: { commands: [build] },
  watch: { commands: [["esbuild.mjs", "--watch"]] },
  lint: { commands: [lint] },
  format: { commands: [[biome, "check", "--write"]] },
  types: { commands: [types] },
  unit: { commands: [unit] },
  check: { commands: [lint, types, unit] },
  package: { commands: [build, ["node_modules/@vscode/vsce/vsce", "package", "--no-dependencies"]] },
  bench: { commands: [build, [runTypeScript, "test/bench/bench.ts"]], prepare: withHosts },
};
