import { describe, expect } from "vitest";
import { ServerFailure } from "../../src/core/server/problems/serverProblem";
import type { Choices } from "../../src/protocol/cronForm";
import { hostileTexts } from "../fixtures/hostileTexts";
import { activeParts, watchForTrouble } from "../support/watchForTrouble";
import type { FormBrowser } from "./support/formBrowser";
import { it } from "./support/formTest";
import { type OpenForm, openForm } from "./support/openForm";

/** The host passes on no name that is longer. */
const longest = 200;
const hostile: Choices = {
  kind: "list",
  choices: hostileTexts
    .map((text) => text.slice(0, longest))
    .map((text, index) => ({ value: `${index} ${text}`, label: text, detail: text })),
};
const ready = { arguments: { thread_id: null, assistant_id: "agent", schedule: "0 9 * * *", input: { topic: "x" } } };

describe("Hostile texts from a server", () => {
  let browser: FormBrowser;
  it.beforeAll(({ browser: shared }) => {
    browser = shared;
  });

  async function expectHarmless(form: OpenForm, trouble: readonly string[]): Promise<void> {
    expect([...(await activeParts(form.page)), ...trouble, ...form.problems]).toEqual([]);
  }

  it("would be noticed", async () => {
    const form = await openForm(browser);
    await form.page.evaluate(() => {
      const link = document.createElement("a");
      link.href = "https://evil.example/";
      const picture = document.createElement("img");
      picture.setAttribute("onerror", "");
      document.body.append(link, picture);
    });
    expect(await activeParts(form.page)).toHaveLength(2);
    await form.close();
  });

  it("are letters in the names of assistants, threads and nodes", async () => {
    const form = await openForm(browser, { assistants: hostile, threads: hostile, nodes: hostile });
    const trouble = watchForTrouble(form.page);
    await form.unfold("more");
    for (const name of ["assistant_id", "thread_id", "interrupt_before"]) {
      await form.input(name).focus();
      await form.page.keyboard.press("ArrowDown");
      const option = form.page.getByRole("option").filter({ visible: true }).first();
      await option.waitFor();
      await expectHarmless(form, trouble);
      await option.click();
      await expectHarmless(form, trouble);
    }
    await form.close();
  });

  it("are letters in its refusals", async () => {
    let text = "";
    const form = await openForm(browser, {
      draft: ready,
      send: async () => {
        const request = { method: "POST", path: "/runs/crons" } as const;
        throw new ServerFailure({ kind: "serverError", status: 500, detail: text }, request);
      },
    });
    const trouble = watchForTrouble(form.page);
    for (const [index, hostileText] of hostileTexts.entries()) {
      text = `${index}: ${hostileText}`;
      await form.page.getByRole("button", { name: "Create Cron" }).click();
      await form.page.locator("footer").getByText(`${index}:`).waitFor();
      await expectHarmless(form, trouble);
    }
    await form.close();
  });
});
