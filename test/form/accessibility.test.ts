import { mkdirSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser";
import { inArtifacts } from "../support/paths";
import { threadId } from "./support/formHost";
import { type FormOptions, openForm } from "./support/openForm";
import { type ThemeName, themeNames } from "./support/theme";

const states: Readonly<Record<string, FormOptions>> = {
  empty: {},
  filled: {
    draft: {
      arguments: {
        thread_id: threadId,
        assistant_id: "agent",
        schedule: "0 9 * * 1-5",
        timezone: "America/New_York",
        end_time: "2027-01-31T18:00:00+01:00",
        input: { messages: [{ role: "user", content: "hello!" }] },
        interrupt_before: ["review", "send"],
        interrupt_after: "*",
        stream_mode: ["values", "updates"],
        multitask_strategy: "enqueue",
      },
    },
    target: { production: true },
  },
  wrong: {
    draft: {
      arguments: {
        thread_id: "inbox",
        assistant_id: "agent",
        schedule: "0 25 * * 1-5",
        timezone: "Berlin",
        enabled: "yes",
        input: { messages: [] },
        metadata: { thread_id: "x" },
        webhook: "ftp://example.com",
        headers: { "x-team": "a\r\nb" },
        checkpoint_during: true,
        flavour: "vanilla",
      },
    },
    target: { trusted: false },
  },
};

describe("The form in every theme", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
    mkdirSync(inArtifacts("form"), { recursive: true });
  });
  afterAll(() => browser.close());

  const cases = themeNames.flatMap((theme) => Object.keys(states).map((state): [ThemeName, string] => [theme, state]));

  it.each(cases)("has no accessibility violation: %s, %s", async (theme, state) => {
    const form = await openForm(browser, { theme, ...states[state] });
    await form.page.waitForTimeout(400);
    await form.page.locator("details").evaluateAll((all) => {
      for (const details of all) {
        details.setAttribute("open", "");
      }
    });
    await form.page.screenshot({ path: inArtifacts("form", `${state}-${theme}.png`), fullPage: true });
    const { violations } = await new AxeBuilder({ page: form.page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("\n")}`)).toEqual([]);
    expect(form.problems).toEqual([]);
    await form.close();
  });

  it("stays within a panel 400 pixels wide", async () => {
    const form = await openForm(browser, { theme: "dark", width: 400, ...states.filled });
    await form.page.waitForTimeout(400);
    await form.page.screenshot({ path: inArtifacts("form", "narrow-dark.png"), fullPage: true });
    const overflow = await form.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await form.close();
  });
});
