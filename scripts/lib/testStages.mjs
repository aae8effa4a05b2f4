import { tools } from "./tools.mjs";

/**
 * @typedef {import("../setup/bring.mjs").Need} Need
 *
 * @typedef {object} Stage
 * @property {string} name passed after `npm test --` to run it alone
 * @property {string} title
 * @property {readonly Need[]} needs what the set-up installs besides Node and the npm packages
 * @property {readonly string[]} command arguments for Node
 * @property {string} [results] file in `artifacts/results` with the counts; without it the command is one check
 */

/** @returns {Stage} */
const vitest = (
  /** @type {string} */ name,
  /** @type {string} */ title,
  /** @type {readonly Need[]} */ needs = [],
  /** @type {readonly string[]} */ options = [],
) => ({
  name,
  title,
  needs,
  command: [
    ...[tools.vitest, "run", "--project", name, ...options],
    ...["--reporter=default", "--reporter=json", `--outputFile.json=artifacts/results/${name}.json`],
  ],
  results: `${name}.json`,
});

const simulation = "test/unit/core/lifecycle/simulation/simulate.ts";

/** In order: quick and informative stages come first. @type {readonly Stage[]} */
export const stages = [
  { name: "style", title: "Format and lint", needs: [], command: [tools.biome, "check", "--error-on-warnings"] },
  { name: "unused", title: "No unused files, exports and packages", needs: [], command: [tools.knip] },
  {
    name: "testsOnly",
    title: "Nothing in the product that only tests use",
    needs: [],
    command: [tools.knip, "--production", "--include", "files,exports,types"],
  },
  { name: "types", title: "Types", needs: [], command: [tools.tsc, "--project", "."] },
  { name: "build", title: "Build, within the size budgets", needs: [], command: ["esbuild.mjs", "--production"] },
  vitest("unit", "Core, in plain Node", ["shells"]),
  {
    name: "simulation",
    title: "20,000 histories of the submit protocol",
    needs: [],
    command: [tools.runTypeScript, simulation, "--count", "20000", "--seed", "20261126"],
  },
  vitest("lint", "The lint rules themselves"),
  vitest("parity", "Schedules against the server's own libraries", ["agentServer"]),
  vitest("contract", "Requests against a real Agent Server", ["agentServer"]),
  vitest("postgres", "Crons on PostgreSQL and Redis", ["postgresAgentServer"]),
  vitest("aegra", "Crons on Aegra, a compatible server", ["aegra"]),
  vitest("form", "The form alone, in a browser", ["browser"]),
  {
    name: "host",
    title: "Inside a real VS Code",
    needs: ["agentServer", "extensionHost"],
    command: [tools.runTypeScript, "test/host/runHostSuites.ts"],
    results: "host.json",
  },
  vitest("e2e", "The whole editor, in a browser", ["agentServer", "browser", "vscode"], ["--no-file-parallelism"]),
  vitest(
    "package",
    "The packaged extension, installed",
    ["agentServer", "browser", "vscode"],
    ["--no-file-parallelism"],
  ),
];
