import { ensureAgentServer } from "../setup/agentServer.mjs";
import { ensureBrowser } from "../setup/browser.mjs";
import { ensureVscodeServer } from "../setup/vscodeServer.mjs";
import { tools } from "./tools.mjs";

/**
 * @typedef {object} Task
 * @property {readonly (readonly string[])[]} commands arguments for Node, run one after the other
 * @property {(node: string) => Promise<unknown>} [prepare]
 */

const lint = [tools.biome, "check", "--error-on-warnings"];
const types = [tools.tsc, "--project", "."];
const build = ["esbuild.mjs", "--production"];
const unit = [tools.vitest, "run", "--project", "unit"];

const bringHosts = async (/** @type {string} */ node) => {
  await ensureBrowser(node);
  await ensureVscodeServer(node);
};

const bringEverything = async (/** @type {string} */ node) => {
  await bringHosts(node);
  await ensureAgentServer();
};

/** What `npm run <name>` does, besides `npm start` and `npm test`. @type {Readonly<Record<string, Task>>} */
export const tasks = {
  setup: { commands: [], prepare: bringEverything },
  build: { commands: [build] },
  watch: { commands: [["esbuild.mjs", "--watch"]] },
  lint: { commands: [lint] },
  format: { commands: [[tools.biome, "check", "--write"]] },
  types: { commands: [types] },
  unit: { commands: [unit] },
  check: { commands: [lint, types, unit] },
  generate: { commands: [[tools.runTypeScript, "scripts/generate.ts"]] },
  mutate: { commands: [[tools.stryker, "run"]] },
  package: { commands: [build, [tools.vsce, "package", "--no-dependencies"]] },
  simulate: { commands: [[tools.runTypeScript, "test/unit/lifecycle/simulation/simulate.ts"]] },
  bench: { commands: [build, ["scripts/bench.mjs"]], prepare: bringEverything },
};
