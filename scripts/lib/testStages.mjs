import { tools } from "./tools.mjs";

/**
 * @typedef {import("../setup/bring.mjs").Need} Need
 *
 * @typedef {"windows" | "clock" | "cores" | "spare" | "agentServer" | "scheduler" | "databases"} Held
 *   what one stage has at a time: `windows` of a whole VS Code, which take longest and lose keys on a busy machine; `cores`
 *   if it computes all the time, or `spare` if it takes what that one leaves; its servers, or `clock` with a
 *   window beside, if it mostly waits for a server's clock.
 *
 * @typedef {object} Stage
 * @property {string} name passed after `npm test --` to run it alone
 * @property {string} title
 * @property {readonly Need[]} needs what the set-up installs besides Node and the npm packages
 * @property {readonly Held[]} holds they also say to whom it gives way: `nicenessOf`
 * @property {readonly string[]} after stages whose files it reads, or whose time is better not shared
 * @property {readonly string[]} command arguments for Node
 * @property {string} [results] file in `artifacts/results` with the counts; without it the command is one check
 */

/**
 * A stage that computes, needs nothing and reads no other's files, but for these changes.
 * @returns {Stage}
 */
const stage = (
  /** @type {string} */ name,
  /** @type {string} */ title,
  /** @type {readonly string[]} */ command,
  /** @type {Partial<Stage>} */ changes = {},
) => ({ name, title, needs: [], holds: ["cores"], after: [], command, ...changes });

const vitest = (
  /** @type {string} */ name,
  /** @type {string} */ title,
  /** @type {Partial<Stage> & { readonly options?: readonly string[] }} */ { options = [], ...changes } = {},
) => {
  const results = `${name}.json`;
  const reports = ["--reporter=default", "--reporter=json", `--outputFile.json=artifacts/results/${results}`];
  return stage(name, title, [tools.vitest, "run", "--project", name, ...options, ...reports], { results, ...changes });
};

const simulation = "test/unit/core/lifecycle/simulation/simulate.ts";
const after = ["build"];

/** Their reports come in this order. @type {readonly Stage[]} */
export const stages = [
  stage("style", "Format and lint", [tools.biome, "check", "--error-on-warnings"]),
  stage("unused", "No unused files, exports and packages", [tools.knip]),
  stage("testsOnly", "Nothing in the product that only tests use", [
    ...[tools.knip, "--production", "--include", "files,exports,types"],
  ]),
  stage("types", "Types", [tools.tsc, "--project", "."]),
  // At once: what opens windows waits for it.
  stage("build", "Build, within the size budgets", ["esbuild.mjs", "--production"], { holds: ["windows"] }),
  vitest("unit", "Core, in plain Node", { needs: ["shells"] }),
  vitest("lint", "The lint rules themselves"),
  vitest("parity", "Schedules and texts to copy, against the server's own libraries", {
    needs: ["agentServer", "javaScriptSdk", "shells"],
  }),
  vitest("contract", "Requests against a real Agent Server", {
    needs: ["agentServer", "javaScriptServer"],
    holds: ["agentServer"],
    after,
  }),
  vitest("firing", "What its scheduler does", { needs: ["agentServer"], holds: ["scheduler"] }),
  vitest("postgres", "Crons on PostgreSQL and Redis", {
    needs: ["postgresAgentServer"],
    holds: ["databases"],
  }),
  vitest("aegra", "Crons on Aegra, a compatible server", { needs: ["aegra"], holds: ["databases"] }),
  stage(
    "simulation",
    "20,000 histories of the submit protocol, of all kinds",
    [tools.runTypeScript, simulation, "--all", "--count", "20000", "--seed", "20261126"],
    // When all else has started: until then windows need both cores.
    { holds: ["spare"], after: ["firing"] },
  ),
  // Its browser does not give way: Linux shares by session first, and a browser leads one. A page that waits for a
  // processor for half a minute fails its test.
  vitest("form", "The form alone, in a browser", { needs: ["browser"], after }),
  stage("host", "Inside a real VS Code", [tools.runTypeScript, "test/host/runHostSuites.ts"], {
    needs: ["agentServer", "extensionHost"],
    // One process, so last of all it would leave a core unused.
    holds: ["spare"],
    results: "host.json",
    after,
  }),
  vitest("e2e", "The whole editor, in a browser", {
    needs: ["agentServer", "browser", "vscode"],
    holds: ["windows"],
    after,
  }),
  // Its window mostly waits, so it stands beside those.
  vitest("live", "The whole editor, while a server's crons run", {
    needs: ["agentServer", "browser", "vscode"],
    holds: ["clock"],
    after,
  }),
  vitest("package", "The packaged extension, installed, and npm start", {
    needs: ["agentServer", "browser", "vscode"],
    // It builds in a copy of the project, and waits for what it has installed and started.
    holds: ["clock"],
  }),
];

/**
 * How far a stage gives way to others. Those with a window come first: a window that waits for a processor loses keys, and
 * does its work twice. Then comes what takes long, because it computes or waits for a server, and last what fills gaps.
 */
export const nicenessOf = (/** @type {Pick<Stage, "holds">} */ { holds }) => {
  if (holds.some((held) => held === "windows" || held === "clock")) return 0;
  return holds.includes("spare") ? 10 : 6;
};
