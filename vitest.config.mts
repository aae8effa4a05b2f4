import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const universalOfetch = fileOf("node_modules/ofetch/dist/index.mjs");
/** Stands in for the editor, so that classes with state are tested without a window. */
const vscodeStub = fileOf("test/unit/support/vscode.ts");

interface ProjectOptions {
  readonly timeout: number;
  readonly setups?: readonly string[];
  readonly retry?: number;
  /** What stands in for the editor. */
  readonly vscode?: string;
  /** Test files share a process and what they have loaded; default: each has its own. */
  readonly isolate?: boolean;
  /** One file after another: they share a server. */
  readonly inOrder?: true;
  /** So many files at the same time, however many cores there are. Default: one for each core. */
  readonly workers?: number;
}

/** One project for each kind of test that Node runs; files are found by folder, never listed. */
const project = (name: string, options: ProjectOptions) => ({
  extends: true as const,
  ...(options.vscode === undefined ? {} : { resolve: { alias: { vscode: options.vscode } } }),
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: options.timeout,
    hookTimeout: 180_000,
    retry: options.retry ?? 0,
    isolate: options.isolate ?? true,
    ...(options.inOrder === undefined ? {} : { fileParallelism: false }),
    ...(options.workers === undefined ? {} : { maxWorkers: options.workers }),
    globalSetup: [...(options.setups ?? [])],
  },
});

/**
 * A whole VS Code in a browser on a shared machine now and then loses a click. Only there a test gets a second try, and
 * `npm test` names each that took it.
 */
const inVscode = { timeout: 300_000, retry: process.env.CI === "true" ? 1 : 0, inOrder: true } as const;
/** Only for what hangs: their stages give way to those with windows, which for minutes may leave them nothing. */
const givingWay = 600_000;
/** One server for all files, one after another, and the code that they share loaded once. */
const oneByOne = { inOrder: true, isolate: false } as const;
const agentServer = "test/support/agentServerSetup.ts";

export default defineConfig({
  // The product ships ofetch's universal entry, so the tests take the same one.
  resolve: { alias: { ofetch: universalOfetch } },
  test: {
    // Tests that wait for a server's clock wait for it together.
    maxConcurrency: 32,
    // A second, the default, is not much on a busy machine.
    expect: { poll: { timeout: 20_000 } },
    // By default one core would be kept free.
    maxWorkers: "100%",
    env: { TZ: "UTC", LANG: "en-US" },
    projects: [
      // Loading the code anew for each of 200 files took half of the time.
      project("unit", { timeout: 120_000, vscode: vscodeStub, isolate: false }),
      project("lint", { timeout: 30_000 }),
      project("parity", { timeout: 600_000 }),
      project("contract", {
        timeout: givingWay,
        setups: [agentServer],
        workers: 2,
        vscode: vscodeStub,
        isolate: false,
      }),
      // Each file starts its own server, whose scheduler is busy with nothing else.
      project("firing", { timeout: givingWay, vscode: vscodeStub }),
      project("postgres", { timeout: givingWay, setups: ["test/support/postgresServerSetup.ts"], ...oneByOne }),
      project("aegra", { timeout: givingWay, setups: ["test/support/aegraSetup.ts"], ...oneByOne }),
      // One browser for all files of a worker, and the code that they share loaded once.
      project("form", { timeout: 60_000, vscode: vscodeStub, isolate: false }),
      // Two at a time take a third less, but on two cores a window then now and then loses a key.
      project("e2e", { ...inVscode, setups: ["test/support/windowServerSetup.ts"], isolate: false }),
      project("live", inVscode),
      project("package", { ...inVscode, setups: [agentServer, "test/support/packageSetup.ts"] }),
    ],
  },
});
