import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const universalOfetch = fileOf("node_modules/ofetch/dist/index.mjs");
export default defineConfig({
  resolve: { alias: { ofetch: universalOfetch, vscode: fileOf("test/unit/support/vscode.ts") } },
  test: {
    setupFiles: ["test/support/stopAtFirstFailure.ts"],
    include: ["test/unit/**/*.test.ts"],
    env: { TZ: "UTC", LANG: "en-US" },
  },
});
