/**
 * `npm run mutate`: changes the code where money is at stake, one small change at a time, and counts the changes that
 * the tests notice. Only tests count that Node runs in milliseconds.
 * @type {import("@stryker-mutator/api/core").PartialStrykerOptions}
 */
export default {
  testRunner: "vitest",
  vitest: { configFile: "vitest.mutate.config.mts", related: true },
  coverageAnalysis: "perTest",
  mutate: [
    "src/core/lifecycle/**/*.ts",
    "src/core/schedule/*.ts",
    "src/core/base/sameJson.ts",
    "src/core/compare/{comparableValue,planUpdate,specState}.ts",
    "src/core/server/stored/storedArguments.ts",
    "src/platform/servers/*.ts",
    // Data and words, which other tests compare with what they say.
    "!src/core/schedule/{cronstrueLocales,fieldLabels,timeZoneNameList,timeZoneWords,zonePlaceList}.ts",
    "!src/**/*.d.ts",
  ],
  ignorePatterns: ["artifacts", "dist", "dist-test", ".vscode-test"],
  // Vitest checks no types, and a test compares generated files with what they are.
  disableTypeChecks: false,
  // Stryker would read it with an interface that TypeScript 7 no longer has; the tests need no part of it.
  tsconfigFile: "artifacts/none.json",
  tempDirName: "artifacts/mutation",
  reporters: ["clear-text", "progress-append-only", "json"],
  jsonReporter: { fileName: "artifacts/results/mutation.json" },
  thresholds: { high: 95, low: 90, break: 90 },
  concurrency: 2,
};
