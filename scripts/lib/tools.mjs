/** Programs that Node runs, by path: faster than through npm, and the same on every platform. */
export const tools = {
  biome: "node_modules/@biomejs/biome/bin/biome",
  knip: "node_modules/knip/bin/knip.js",
  stryker: "node_modules/@stryker-mutator/core/bin/stryker.js",
  runTypeScript: "scripts/runTypeScript.mjs",
  tsc: "node_modules/typescript/bin/tsc",
  vitest: "node_modules/vitest/vitest.mjs",
  vsce: "node_modules/@vscode/vsce/vsce",
};
