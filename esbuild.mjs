import { existsSync, readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build, context } from "esbuild";
import { checkBudgets } from "./scripts/lib/budgets.mjs";
import { commandLineFolder, writeCommandLinePackage } from "./scripts/lib/commandLinePackage.mjs";
import { commonJsChunks } from "./scripts/lib/commonJsChunks.mjs";
import { writeThirdPartyNotices } from "./scripts/lib/thirdPartyNotices.mjs";

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const production = process.argv.includes("--production");
const watching = process.argv.includes("--watch");

const scheduleWords = "src/core/schedule/cronstrueLocales.ts";

/**
 * Too slow to load before first use: what `await import("…")` names, and the file of its own that it is built to.
 * The languages of `cronstrue` register themselves with the one in their own file, so they share it.
 */
const lazyModules = /** @type {Readonly<Record<string, { readonly entry: string, readonly file: string }>>} */ ({
  "cron-parser": { entry: "cron-parser", file: "lazy/cron-parser" },
  ofetch: { entry: "ofetch", file: "lazy/ofetch" },
  "./cronstrueLocales": { entry: scheduleWords, file: "lazy/cronstrue" },
});

/**
 * Points an `import("ofetch")` at `dist/lazy/ofetch.js` instead of bundling the package.
 * @type {import("esbuild").Plugin}
 */
const lazyModulesPlugin = {
  name: "lazy-modules",
  setup({ onResolve }) {
    onResolve({ filter: /./ }, ({ kind, path }) => {
      const lazy = kind === "dynamic-import" ? lazyModules[path] : undefined;
      return lazy === undefined ? undefined : { path: `./${lazy.file}.js`, external: true };
    });
  },
};

/**
 * Every module that imports the editor's API would copy its hundreds of getters when it loads, half of what activation
 * costs. An object that inherits from the API has nothing to copy.
 * @type {import("esbuild").Plugin}
 */
const vscodePlugin = {
  name: "vscode",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^vscode$/ }, ({ namespace, path }) =>
      namespace === "vscode" ? { path, external: true } : { path, namespace: "vscode" },
    );
    onLoad({ filter: /./, namespace: "vscode" }, () => ({
      contents: 'module.exports = Object.create(require("vscode"));',
    }));
  },
};

/**
 * The command line asks `cronstrue` for English alone, so that no other language is ever loaded.
 * @type {import("esbuild").Plugin}
 */
const englishOnlyPlugin = {
  name: "english-only",
  setup({ onResolve }) {
    onResolve({ filter: /^cronstrue\/locales\// }, ({ path }) => ({ path, external: true }));
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

/** Of a production build: a package of the extension has few files. */
const holders = { first: "extension", shared: "shared.js", later: "later.js" };

/**
 * `extension.js`, `onFirstUse.js`, what features load when they are first used, and a chunk for what each set of them shares. esbuild splits ES
 * modules only, so that each piece becomes CommonJS afterwards.
 * @type {import("esbuild").BuildOptions}
 */
const extension = {
  ...forNode,
  entryPoints: {
    extension: "src/extension.ts",
    onFirstUse: "src/onFirstUse.ts",
    connectionCommands: "src/features/connections/connectionCommands.ts",
    cronFormPanels: "src/features/cronForm/cronFormPanels.ts",
    controlRoom: "src/features/controlRoom/controlRoom.ts",
    cronTabs: "src/features/cronPage/cronTabs.ts",
    costPages: "src/features/cost/costPages.ts",
    cronFilesView: "src/features/cronFiles/cronFilesView.ts",
    planPages: "src/features/plan/planPages.ts",
    doctorPages: "src/features/doctor/doctorPages.ts",
    runPages: "src/features/runs/runPages.ts",
    treeView: "src/features/tree/treeView.ts",
    upcomingTabs: "src/features/upcoming/upcomingTabs.ts",
    serverReads: "src/platform/servers/serverReads.ts",
    callMoves: "src/features/fromCode/callMoves.ts",
    cronTasks: "src/features/cronActions/cronTasks.ts",
  },
  format: "esm",
  splitting: true,
  chunkNames: "chunk-[hash]",
  supported: {},
  plugins: [vscodePlugin, lazyModulesPlugin, commonJsChunks(forNode, production ? holders : undefined)],
};

const commandNames = readdirSync(here("src/cli/commands")).map((file) => file.replace(/\.ts$/, ""));

/**
 * The command line, in a folder that becomes an npm package: what starts it, a file for each command, what they load on
 * first use, and a chunk for what each set of them shares.
 * @type {import("esbuild").BuildOptions}
 */
const cli = {
  ...forNode,
  outdir: commandLineFolder,
  entryPoints: {
    cli: "src/cli.ts",
    ...Object.fromEntries(commandNames.map((name) => [`commands/${name}`, `src/cli/commands/${name}.ts`])),
    "lazy/cronstrue": scheduleWords,
    "lazy/cronstrue.en": "cronstrue",
    "lazy/ofetch": "ofetch",
  },
  format: "esm",
  splitting: true,
  chunkNames: "chunk-[hash]",
  supported: {},
  plugins: [englishOnlyPlugin, commonJsChunks(forNode)],
};

/** @type {import("esbuild").BuildOptions} */
const lazy = {
  ...forNode,
  entryPoints: Object.values(lazyModules).map(({ entry, file }) => ({ in: entry, out: file })),
};

/** @type {import("esbuild").BuildOptions} */
const pages = {
  ...shared,
  platform: "browser",
  format: "iife",
  // The Chromium of VS Code 1.100.
  target: "chrome132",
  entryPoints: [
    { in: "media/cronForm/main.ts", out: "cronForm" },
    { in: "media/cronForm/cronForm.css", out: "cronForm" },
    { in: "media/report/reportMain.ts", out: "report" },
    { in: "media/report/report.css", out: "report" },
    { in: "media/upcoming/upcomingMain.ts", out: "upcoming" },
    { in: "media/upcoming/upcoming.css", out: "upcoming" },
  ],
};

const bundles = [extension, cli, lazy, pages];

if (watching) {
  const contexts = await Promise.all(bundles.map((options) => context({ ...options, logLevel: "info" })));
  // Said once all bundles are there, so that a debugger starts with none of yesterday's.
  await Promise.allSettled(contexts.map((each) => each.rebuild()));
  console.log("[watch] first builds are done");
  await Promise.all(contexts.map((each) => each.watch()));
} else {
  try {
    // What an earlier build has left would be packed too.
    for (const file of production && existsSync(here("dist")) ? readdirSync(here("dist")) : []) {
      if (file.endsWith(".js")) rmSync(here(`dist/${file}`));
    }
    const metafiles = (await Promise.all(bundles.map((options) => build(options)))).map(({ metafile }) => metafile);
    const ofCli = metafiles[bundles.indexOf(cli)];
    writeThirdPartyNotices(
      "dist",
      metafiles.filter((metafile) => metafile !== ofCli),
    );
    writeThirdPartyNotices(commandLineFolder, [ofCli]);
    writeCommandLinePackage(ofCli);
    if (production) checkBudgets(metafiles);
  } catch (error) {
    // What is wrong with the sources esbuild has already said itself.
    if (!(error instanceof Error && "errors" in error)) console.error(error);
    process.exitCode = 1;
  }
}
