import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const universalOfetch = fileOf("node_modules/ofetch/dist/index.mjs");
/** Stands in for the editor, so that classes with state are tested without a window. */
const vscodeStub = fileOf("test/unit/support/vscode.ts");

/** One project for each kind of test that Node runs; files are found by folder, never listed. */
const project = (
  name: string,
  options: { readonly timeout: number; readonly setup?: string; readonly retry?: number; readonly vscode?: string } = {
    timeout: 10_000,
  },
) => ({
  extends: true as const,
  ...(options.vscode === undefined ? {} : { resolve: { alias: { vscode: options.vscode } } }),
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: options.timeout,
    hookTimeout: 180_000,
    retry: options.retry ?? 0,
    ...(options.setup === undefined ? {} : { globalSetup: [options.setup] }),
  },
});

/**
 * A whole VS Code in a browser on a shared machine now and then loses a click. Only there a test gets a second try, and
 * `npm test` names each that took it.
 */
const inVscode = {
  timeout: 300_000,
  setup: "test/support/agentServerSetup.ts",
  retry: process.env.CI === "true" ? 1 : 0,
};

export default defineConfig({
  // The product ships ofetch's universal entry, so the tests take the same one.
  resolve: { alias: { ofetch: universalOfetch } },
  test: {
    // Tests that wait for a server's clock wait for it together.
    maxConcurrency: 32,
    env: { TZ: "UTC", LANG: "en-US" },
    projects: [
      project("unit", { timeout: 10_000, vscode: vscodeStub }),
      project("lint", { timeout: 30_000 }),
      project("parity", { timeout: 600_000 }),
      project("contract", { timeout: 240_000, setup: "test/support/agentServerSetup.ts" }),
      project("postgres", { timeout: 240_000, setup: "test/support/postgresServerSetup.ts" }),
      project("aegra", { timeout: 240_000, setup: "test/support/aegraSetup.ts" }),
      project("form", { timeout: 60_000 }),
      project("e2e", inVscode),
      project("package", inVscode),
    ],
  },
});
