import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const universalOfetch = fileURLToPath(new URL("node_modules/ofetch/dist/index.mjs", import.meta.url));
export default defineConfig({
  resolve: { alias: { ofetch: universalOfetch } },
  test: {
    setupFiles: ["test/support/stopAtFirstFailure.ts"],
    include: ["test/unit/**/*.test.ts"],
    env: { TZ: "UTC", LANG: "en-US" },
  },
});
