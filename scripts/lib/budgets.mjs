import { eagerFiles } from "./eagerFiles.mjs";

/** Largest size in bytes of each bundle of a production build. */
const budgets = /** @type {Readonly<Record<string, number>>} */ ({
  "dist/extension.js": 300_000,
  "dist/onFirstUse.js": 300_000,
  "dist/cronForm.js": 160_000,
  "dist/report.js": 20_000,
  "dist/upcoming.js": 70_000,
});

/** Largest size in bytes of everything that activation loads: compiling it is most of the cost of activation. */
const activationBudget = 100_000;

/** Largest size in bytes of everything that each of these loads after activation, including shared chunks. */
const laterBudgets = {
  "dist/onFirstUse.js": 393_000,
  "dist/connectionCommands.js": 150_000,
  "dist/cronFormPanels.js": 335_000,
  "dist/controlRoom.js": 30_000,
  "dist/cronTabs.js": 150_000,
  "dist/costPages.js": 120_000,
  "dist/doctorPages.js": 200_000,
  "dist/cronFilesView.js": 200_000,
  "dist/planPages.js": 330_000,
  "dist/runPages.js": 100_000,
  "dist/treeView.js": 80_000,
  "dist/upcomingTabs.js": 100_000,
  "dist/serverReads.js": 60_000,
  "dist/cronTasks.js": 300_000,
  "dist/callMoves.js": 200_000,
};

/** Largest size in bytes of everything that the command line loads to start. */
const startBudget = 35_000;

/** Largest size in bytes of everything that each of these commands then loads. */
const commandBudgets = {
  "dist/cli/commands/help.js": 10_000,
  "dist/cli/commands/next.js": 50_000,
  "dist/cli/commands/check.js": 206_000,
  "dist/cli/commands/submit.js": 301_000,
  "dist/cli/commands/plan.js": 280_000,
  "dist/cli/commands/apply.js": 343_000,
  "dist/cli/commands/pull.js": 381_000,
  "dist/cli/commands/import.js": 240_000,
  "dist/cli/commands/status.js": 150_000,
  "dist/cli/commands/doctor.js": 250_000,
  "dist/cli/commands/cost.js": 150_000,
};

/** Packages that VS Code must not load at activation. */
const notAtActivation = ["cron-parser", "cronstrue", "eventsource-parser", "jsonc-parser", "luxon", "ofetch"];

const packageOf = (/** @type {string} */ input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1];

/**
 * Throws if a bundle is too large, or if activation loads something that should load on first use.
 * @param {readonly (import("esbuild").Metafile | undefined)[]} metafiles
 */
export const checkBudgets = (metafiles) => {
  const outputs = Object.assign({}, ...metafiles.map((metafile) => metafile?.outputs ?? {}));
  const atActivation = [...eagerFiles(outputs, "dist/extension.js")];
  const sizeOf = (/** @type {readonly string[]} */ files) =>
    files.reduce((sum, file) => sum + (outputs[file]?.bytes ?? 0), 0);
  const loadedBy = (/** @type {Readonly<Record<string, number>>} */ wanted, /** @type {readonly string[]} */ before) =>
    Object.entries(wanted).map(([file, budget]) => {
      const files = [...eagerFiles(outputs, file)].filter((each) => each === file || !before.includes(each));
      return { what: `What ${file} loads (${files.join(", ")})`, size: sizeOf(files), budget };
    });
  const atStart = [...eagerFiles(outputs, "dist/cli/cli.js")];
  const sizes = [
    ...Object.entries(budgets).map(([file, budget]) => ({ what: file, size: outputs[file]?.bytes ?? 0, budget })),
    {
      what: `What activation loads (${atActivation.join(", ")})`,
      size: sizeOf(atActivation),
      budget: activationBudget,
    },
    ...loadedBy(laterBudgets, atActivation),
    ...loadedBy({ "dist/cli/cli.js": startBudget }, []),
    ...loadedBy(commandBudgets, atStart),
  ];
  const tooLarge = sizes.flatMap(({ what, size, budget }) =>
    size > budget ? [`${what} has ${size} bytes; at most ${budget} are allowed.`] : [],
  );
  const packages = new Set(atActivation.flatMap((file) => Object.keys(outputs[file]?.inputs ?? {})).map(packageOf));
  const eager = notAtActivation
    .filter((name) => packages.has(name))
    .map((name) => `Activation loads ${name}: reach it from src/onFirstUse.ts, or with \`await import("${name}")\`.`);
  const problems = [...tooLarge, ...eager];
  if (problems.length > 0) throw new Error(problems.join("\n"));
};
