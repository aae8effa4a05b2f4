/** Largest size in bytes of each bundle of a production build. */
const budgets = /** @type {Readonly<Record<string, number>>} */ ({
  "dist/extension.js": 300_000,
  "dist/cli.js": 300_000,
  "dist/cronForm.js": 150_000,
});

/** Packages that must not be part of what VS Code loads at activation. */
const notAtActivation = ["cron-parser", "cronstrue", "luxon", "ofetch"];

const packageOf = (/** @type {string} */ input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1];

/**
 * Throws where a bundle is too large, or where a package that loads on first use has come into `extension.js`.
 * @param {readonly (import("esbuild").Metafile | undefined)[]} metafiles
 */
export const checkBudgets = (metafiles) => {
  const outputs = Object.assign({}, ...metafiles.map((metafile) => metafile?.outputs ?? {}));
  const tooLarge = Object.entries(budgets).flatMap(([file, budget]) => {
    const size = outputs[file]?.bytes ?? 0;
    return size > budget ? [`${file} has ${size} bytes; at most ${budget} are allowed.`] : [];
  });
  const packages = new Set(Object.keys(outputs["dist/extension.js"]?.inputs ?? {}).map(packageOf));
  const eager = notAtActivation
    .filter((name) => packages.has(name))
    .map((name) => `dist/extension.js contains ${name}; load it with \`await import("${name}")\`.`);
  const problems = [...tooLarge, ...eager];
  if (problems.length > 0) throw new Error(problems.join("\n"));
};
