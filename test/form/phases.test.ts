import { mkdirSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SubmitOutcome } from "../../src/core/lifecycle/submission";
import { ServerFailure } from "../../src/core/server/problems/serverProblem";
import { cronWith } from "../fixtures/cronWith";
import { launchBrowser } from "../support/browser";
import { inArtifacts } from "../support/paths";
import type { HostOptions } from "./support/formHost";
import { type OpenForm, openForm } from "./support/openForm";

const draft = {
  arguments: { thread_id: null, assistant_id: "agent", schedule: "0 9 * * 1-5", input: { messages: [] } },
};

interface Phase {
  readonly options: HostOptions;
  readonly reach: (form: OpenForm) => Promise<void>;
}

const press = async ({ page }: OpenForm, words: string) => {
  await page.keyboard.press("Control+Enter");
  await page.locator("footer").getByText(words).first().waitFor();
};

const spec = { kind: "spec", file: "file:///ws/crons/daily-report.cron.json", name: "daily report" } as const;
const took = { notTaken: ["end_time"], took: "own", staysPaused: false, changed: ["end_time"] } as const;
const unanswered = new Promise<SubmitOutcome>(() => undefined);
const request = { method: "POST", path: "/runs/crons" } as const;

const phases: Readonly<Record<string, Phase>> = {
  submitting: {
    options: {
      draft,
      send: (options) => {
        const problem = { kind: "serverError", status: 500, detail: "out of paper" } as const;
        options.onProgress?.({ step: "waitingAfterDoubt", attempt: 2, waitMilliseconds: 90_000, problem });
        return unanswered;
      },
    },
    reach: (form) => press(form, "out of paper"),
  },
  done: { options: { draft }, reach: (form) => press(form, "Created.") },
  attention: {
    options: { draft, subject: spec, send: async () => ({ kind: "updated", cron: cronWith({}), ...took }) },
    reach: (form) => press(form, "did not take"),
  },
  refused: {
    options: {
      draft,
      send: async () => {
        const detail = "Assistant 'agent' not found";
        throw new ServerFailure({ kind: "notFound", detail }, request);
      },
    },
    reach: (form) => press(form, "The server refused it"),
  },
  removed: {
    options: { draft },
    reach: async (form) => {
      form.host.isConnected = false;
      form.host.tellTarget();
      await form.page.locator("header").getByText("was removed").waitFor();
      await press(form, "Nothing was sent");
    },
  },
};

describe("The form in each phase", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
    mkdirSync(inArtifacts("form"), { recursive: true });
  });
  afterAll(() => browser.close());

  const cases = Object.keys(phases).flatMap((phase) =>
    (["light", "dark"] as const).map((theme) => [phase, theme] as const),
  );

  it.each(cases)("has no accessibility violation and stays within its panel: %s, %s", async (name, theme) => {
    const phase = phases[name];
    if (phase === undefined) throw new Error(`No phase ${name}`);
    const form = await openForm(browser, { theme, width: 600, ...phase.options });
    await form.page.locator(".preview").getByText("At 09:00").waitFor();
    await phase.reach(form);
    await form.page.screenshot({ path: inArtifacts("form", `phase-${name}-${theme}.png`), fullPage: true });
    const { violations } = await new AxeBuilder({ page: form.page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("\n")}`)).toEqual([]);
    const overflow = await form.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect([overflow <= 0, form.problems]).toEqual([true, []]);
    await form.close();
  });
});
