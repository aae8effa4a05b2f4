import { describe, expect } from "vitest";
import { eventually } from "./support/eventually";
import type { FormBrowser } from "./support/formBrowser";
import { it } from "./support/formTest";
import { type OpenForm, openForm } from "./support/openForm";

const args = { thread_id: null, assistant_id: "agent", schedule: "0 9 * * *", timezone: "UTC", input: { a: 1 } };

const fold = ({ page }: OpenForm) => page.locator(".request > summary");
const text = ({ page }: OpenForm) => page.locator(".request pre");

describe("The exact request in the form", () => {
  let browser: FormBrowser;
  it.beforeAll(({ browser: shared }) => {
    browser = shared;
  });

  it("is asked for only while it is open, and follows the draft", async () => {
    const form = await openForm(browser, { draft: { arguments: args } });
    const asked: string[] = [];
    const { requestText } = form.host.handlers;
    Object.assign(form.host.handlers, {
      requestText: (shown: Parameters<typeof requestText>[0]) => {
        asked.push(shown.form);
        return requestText(shown);
      },
    });
    await form.page.locator(".preview time").first().waitFor();
    await form.input("schedule").fill("0 8 * * *");
    await form.page.getByText("At 08:00").first().waitFor();
    expect(await text(form).isVisible()).toBe(false);
    await fold(form).press("Enter");
    await eventually(() => text(form).textContent()).toContain("POST http://127.0.0.1:2024/runs/crons");
    expect(await text(form).textContent()).toContain('"schedule": "0 8 * * *"');
    await form.input("schedule").fill("30 7 * * *");
    await eventually(() => text(form).textContent()).toContain('"schedule": "30 7 * * *"');
    await form.page.locator("#name-input").fill("early");
    await eventually(() => text(form).textContent()).toContain('"langgraph_crons_name": "early"');
    expect(form.problems).toEqual([]);
    await form.close();
  });

  it("is shown in five forms by keyboard, copied and saved, with what the JavaScript SDK can't send", async () => {
    const form = await openForm(browser, {
      draft: { arguments: { ...args, params: { team: "red" } }, name: "daily" },
    });
    await fold(form).press("Enter");
    await eventually(() => text(form).textContent()).toContain("POST ");
    const bar = form.page.getByRole("toolbar", { name: "Form of the request" });
    await bar.getByRole("button", { name: "HTTP" }).focus();
    const seen: string[] = [];
    for (const [label, part] of [
      ["curl", "curl --fail-with-body"],
      ["Python SDK", "client.crons.create("],
      ["JavaScript SDK", "NOT SENT: params"],
      ["Spec File", '"name": "daily"'],
    ] as const) {
      await form.page.keyboard.press("ArrowRight");
      await form.page.keyboard.press("Enter");
      await eventually(() => text(form).textContent()).toContain(part);
      seen.push((await bar.locator("[aria-pressed=true]").textContent()) ?? "");
      expect(seen.at(-1)).toBe(label);
    }
    await form.page.getByRole("button", { name: "Copy" }).press("Enter");
    await form.page.locator(".request").getByText("Copied.").waitFor();
    await form.page.getByRole("button", { name: "Save as a File…" }).press("Enter");
    await eventually(() => form.others).toEqual(["copy daily as spec", "save daily as spec"]);
    expect(form.problems).toEqual([]);
    await form.close();
  });

  it("says what is missing, until it is there", async () => {
    const form = await openForm(browser, { draft: { arguments: { ...args, assistant_id: "" } } });
    await fold(form).press("Enter");
    await form.page.getByText("Fill in or correct Assistant first.").waitFor();
    expect(await form.page.getByRole("button", { name: "Copy" }).isVisible()).toBe(false);
    await form.input("assistant_id").fill("agent");
    await eventually(() => text(form).textContent()).toContain('"assistant_id": "agent"');
    await form.close();
  });
});
