import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const universalOfetch = fileOf("node_modules/ofetch/dist/index.mjs");
export default defineConfig({
  resolve: { alias: { ofetch: universalOfetch, vscode: fileOf("test/unit/support/vscode.ts") } },
  test: {
    setupFiles: ["test/support/quickProperties.ts"],
    include: ["test/unit/**/*.test.ts"],
    // These start processes and servers, which a slow machine makes fail; and one needs the memory for itself.
    exclude: ["test/unit/cli/**", "test/unit/node/**", "test/unit/core/server/requests/largeAnswers.test.ts"],
    // Loading the code anew for each file would take most of the time.
    isolate: false,
    // Each change lives through so many histories of the simulation.
    env: { TZ: "UTC", LANG: "en-US", HISTORIES: "400" },
  },
});
