import { fileURLToPath } from "node:url";
import { build, context } from "esbuild";
import { checkBudgets } from "./scripts/lib/budgets.mjs";

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const production = process.argv.includes("--production");
const watching = process.argv.includes("--watch");

/** Too slow to load before first use; each is a file of its own that `await import("…")` brings. */
const lazyPackages = ["cron-parser", "cronstrue", "ofetch"];

/**
 * Points `import("cronstrue")` at `dist/lazy/cronstrue.js` instead of bundling the package.
 * @type {import("esbuild").Plugin}
 */
const lazyPackagesPlugin = {
  name: "lazy-packages",
  setup({ onResolve }) {
    onResolve({ filter: new RegExp(`^(${lazyPackages.join("|")})$`) }, ({ kind, path }) =>
      kind === "dynamic-import" ? { path: `./lazy/${path}.js`, external: true } : undefined,
    );
  },
};

/** @type {import("esbuild").BuildOptions} */
const shared = {
  absWorkingDir: here("."),
  outdir: "dist",
  bundle: true,
  minify: production,
  sourcemap: production ? false : "linked",
  charset: "utf8",
  metafile: true,
  logLevel: "warning",
  mainFields: ["module", "main"],
  // Its universal entry uses the host's fetch; the one for Node brings a second one of 117 kB.
  alias: { ofetch: here("node_modules/ofetch/dist/index.mjs") },
};

/** @type {import("esbuild").BuildOptions} */
const forNode = {
  ...shared,
  platform: "node",
  format: "cjs",
  // The Node of VS Code 1.100, the oldest that the manifest allows.
  target: "node20",
  // `import()` becomes `require`, so that a loaded package can be seen in `require.cache`.
  supported: { "dynamic-import": false },
};

/** @type {import("esbuild").BuildOptions} */
const extension = {
  ...forNode,
  entryPoints: { extension: "src/extension.ts" },
  external: ["vscode"],
  plugins: [lazyPackagesPlugin],
};

/** @type {import("esbuild").BuildOptions} */
const cli = {
  ...forNode,
  entryPoints: { cli: "src/cli.ts" },
  banner: { js: "#!/usr/bin/env node" },
  plugins: [lazyPackagesPlugin],
};

/** @type {import("esbuild").BuildOptions} */
const lazy = {
  ...forNode,
  entryPoints: Object.fromEntries(lazyPackages.map((name) => [`lazy/${name}`, name])),
};

/** @type {import("esbuild").BuildOptions} */
const form = {
  ...shared,
  platform: "browser",
  format: "iife",
  // The Chromium of VS Code 1.100.
  target: "chrome132",
  entryPoints: [
    { in: "media/cronForm/main.ts", out: "cronForm" },
    { in: "media/cronForm/cronForm.css", out: "cronForm" },
  ],
};

const bundles = [extension, cli, lazy, form];

if (watching) {
  const contexts = await Promise.all(bundles.map((options) => context({ ...options, logLevel: "info" })));
  await Promise.all(contexts.map((each) => each.watch()));
} else {
  try {
    const results = await Promise.all(bundles.map((options) => build(options)));
    if (production) checkBudgets(results.map(({ metafile }) => metafile));
  } catch (error) {
    // What is wrong with the sources esbuild has already said itself.
    if (!(error instanceof Error && "errors" in error)) console.error(error);
    process.exitCode = 1;
  }
}
