/** `knip --production` looks for what only tests use; there an export for a test's sake is fine. */
const production = process.argv.includes("--production");

export default {
  // What esbuild, a test runner or another process loads by its path, so that no import leads there.
  entry: [
    "src/{extension,onFirstUse,cli}.ts!",
    "src/features/**/*Panels.ts!",
    "media/{cronForm/main,report/reportMain,upcoming/upcomingMain}.ts!",
    "scripts/*.mjs",
    "scripts/release/{check,downloadVscode}.mjs",
    "scripts/action/run.mjs",
    "scripts/generate.ts!",
    "scripts/{setup/fileLogger.cjs,lib/benchProcess.mjs}",
    "test/bench/**/*Bench.ts",
    "test/host*/*.hosttest.ts",
    "test/host/{index,runHostSuites}.ts",
    "test/form/gallery.ts",
    "test/support/askInfo.ts",
    "test/**/simulate.ts",
  ],
  project: [
    "src/**/*.ts!",
    "media/**/*.ts!",
    "scripts/*.ts!",
    "scripts/lint/*.ts",
    "scripts/**/*.{mjs,cjs}",
    "test/**/*.ts",
    "*.{mjs,mts,ts}",
  ],
  vitest: { config: ["vitest.config.mts", "vitest.mutate.config.mts"] },
  treatConfigHintsAsErrors: true,
  // Stryker brings the types of its options itself.
  ignoreDependencies: ["@stryker-mutator/api"],
  // A type that stands in an exported signature may be named by whoever needs it.
  ignoreExportsUsedInFile: production || { interface: true, type: true },
};
