/** Largest size in bytes of each bundle of a production build. */
const budgets = /** @type {Readonly<Record<string, number>>} */ ({
  "dist/extension.js": 300_000,
  // The exactly-one protocol and the form's controller came in the second stage; none of it loads at activation.
  "dist/onFirstUse.js": 330_000,
  "dist/cli.js": 300_000,
  "dist/cronForm.js": 150_000,
});

/** Largest size in bytes of all that activation loads: compiling it is most of what activation costs. */
const activationBudget = 120_000;

/** Packages that must not be part of what VS Code loads at activation. */
const notAtActivation = ["cron-parser", "cronstrue", "jsonc-parser", "luxon", "ofetch"];

const packageOf = (/** @type {string} */ input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1];

/**
 * A file and all that it imports before its first line runs.
 * @param {Readonly<import("esbuild").Metafile["outputs"]>} outputs
 * @param {string} file
 * @returns {readonly string[]}
 */
const eagerFiles = (outputs, file) => [
  file,
  ...(outputs[file]?.imports ?? [])
    .filter(({ kind, external }) => kind === "import-statement" && external !== true)
    .flatMap(({ path }) => eagerFiles(outputs, path)),
];

/**
 * Throws where a bundle is too large, or where something that loads on first use has come into what activation loads.
 * @param {readonly (import("esbuild").Metafile | undefined)[]} metafiles
 */
export const checkBudgets = (metafiles) => {
  const outputs = Object.assign({}, ...metafiles.map((metafile) => metafile?.outputs ?? {}));
  const atActivation = eagerFiles(outputs, "dist/extension.js");
  const sizes = [
    ...Object.entries(budgets).map(([file, budget]) => ({ what: file, size: outputs[file]?.bytes ?? 0, budget })),
    {
      what: `What activation loads (${atActivation.join(", ")})`,
      size: atActivation.reduce((sum, file) => sum + (outputs[file]?.bytes ?? 0), 0),
      budget: activationBudget,
    },
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
