import { test as base } from "vitest";
import { FormBrowser } from "./formBrowser";

/** A test with a browser that all files of a worker share. */
export const it = base.extend<{ readonly browser: FormBrowser }>({
  browser: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern which fixtures are needed
    async ({}, use) => {
      const browser = await FormBrowser.launch();
      await use(browser);
      await browser.close();
    },
    { scope: "worker" },
  ],
});
