import fc from "fast-check";
import { describe, expect } from "vitest";
import type { ParameterName } from "../../src/core/arguments/cronArguments";
import { formSections } from "../../src/core/arguments/parameter";
import { parameters } from "../../src/core/arguments/parameters";
import type { JsonValue } from "../../src/core/base/json";
import { argumentSets } from "../support/argumentSets";
import { eventually } from "./support/eventually";
import type { FormBrowser } from "./support/formBrowser";
import { threadId } from "./support/formHost";
import { it } from "./support/formTest";
import { pick, space, step, tabTo, type, unfold } from "./support/keyboard";
import { type OpenForm, openForm } from "./support/openForm";

interface Filling {
  readonly fill: (form: OpenForm) => Promise<void>;
  readonly value: JsonValue;
}

const json = (name: ParameterName, value: JsonValue): Filling => ({
  fill: (form) => type(form, name, `// a comment\n${JSON.stringify(value, null, 2)}`),
  value,
});

/** How each parameter is filled in by keyboard alone, and what must arrive. One that is missing here does not compile. */
const fillings: Readonly<Record<ParameterName, Filling>> = {
  thread_id: { fill: (form) => type(form, "thread_id", threadId), value: threadId },
  assistant_id: { fill: (form) => pick(form, "assistant_id", "weekly"), value: "3f0c2b5e-6f0a-4b53-9a86-0d5f5a1c7e21" },
  on_run_completed: {
    fill: async (form) => {
      await tabTo(form, "#on_run_completed-choice-1");
      await form.page.keyboard.press("ArrowUp");
    },
    value: "keep",
  },
  schedule: { fill: (form) => type(form, "schedule", "27 15 * * mon-fri"), value: "27 15 * * mon-fri" },
  timezone: { fill: (form) => pick(form, "timezone", "new york"), value: "America/New_York" },
  end_time: { fill: (form) => type(form, "end_time", "2027-07-31 18:00"), value: "2027-07-31T18:00:00+02:00" },
  enabled: { fill: (form) => space(form, "#enabled-input"), value: false },
  input: json("input", [{ messages: [{ role: "user", content: "hello!" }] }]),
  context: json("context", { model_name: "openai" }),
  config: json("config", { tags: ["nightly"], recursion_limit: 25 }),
  metadata: json("metadata", { team: "support", deep: { list: [1, null, true] } }),
  multitask_strategy: { fill: (form) => step(form, "multitask_strategy", 3), value: "interrupt" },
  durability: { fill: (form) => step(form, "durability", 2), value: "sync" },
  interrupt_before: {
    fill: async (form) => {
      await pick(form, "interrupt_before", "rev");
      await form.page.keyboard.insertText("a node of my own");
      await form.page.keyboard.press("Enter");
    },
    value: ["review", "a node of my own"],
  },
  interrupt_after: {
    fill: (form) => space(form, "#interrupt_after-all"),
    value: "*",
  },
  webhook: { fill: (form) => type(form, "webhook", "https://example.com/done"), value: "https://example.com/done" },
  checkpoint_during: { fill: (form) => step(form, "checkpoint_during", 1), value: true },
  stream_mode: {
    fill: async (form) => {
      await space(form, "#stream_mode-choice-0");
      await form.page.keyboard.press("Tab");
      await form.page.keyboard.press("Space");
    },
    value: ["values", "updates"],
  },
  stream_subgraphs: { fill: (form) => space(form, "#stream_subgraphs-input"), value: true },
  stream_resumable: { fill: (form) => space(form, "#stream_resumable-input"), value: true },
  headers: json("headers", { "x-team": "support" }),
  params: json("params", { tenant: "acme", flags: [1, true, null] }),
};

/** A cron without a thread: the other one of two choices. */
const withoutThread: Filling = {
  fill: async (form) => {
    await tabTo(form, "#thread_id-some");
    await form.page.keyboard.press("ArrowUp");
  },
  value: null,
};

/** In the order in which Tab comes by. */
const inOrder = formSections.flatMap(({ id, shown }) =>
  parameters
    .filter(({ section }) => section === id)
    .map(({ name }) => ({ name, fold: name === "end_time" ? "end" : shown === "more" ? "more" : undefined })),
);

/** Fills what is wanted in the form's order, and submits; a second press confirms the warnings. */
async function fillAndSubmit(form: OpenForm, wanted: readonly ParameterName[], own: Partial<typeof fillings> = {}) {
  // The form puts the focus where typing begins; a person who starts at the top goes back there.
  await form.page.locator("h1").evaluate((heading) => {
    heading.setAttribute("tabindex", "-1");
    heading.focus();
  });
  let unfolded: string | undefined;
  for (const { name, fold } of inOrder.filter((parameter) => wanted.includes(parameter.name))) {
    if (fold !== undefined && fold !== unfolded) await unfold(form, fold);
    unfolded = fold;
    await (own[name] ?? fillings[name]).fill(form);
  }
  await form.page.keyboard.press("Control+Enter");
  await form.page.locator(".status .banner").waitFor();
  if (form.submitted.length === 0) {
    await form.page.getByText("Create Anyway").waitFor();
    await form.page.keyboard.press("Control+Enter");
  }
  await form.page.getByText("Reveal in Tree").waitFor();
}

const expected = (names: readonly ParameterName[]) =>
  Object.fromEntries(names.map((name) => [name, fillings[name].value]));

describe("Every parameter, filled in and submitted without a mouse", () => {
  let browser: FormBrowser;
  it.beforeAll(({ browser: shared }) => {
    browser = shared;
  });

  it("arrives from a cron on a thread", { timeout: 120_000 }, async () => {
    const names = parameters.map(({ name }) => name).filter((name) => name !== "on_run_completed");
    const form = await openForm(browser);
    await fillAndSubmit(form, names);
    expect(form.submitted).toEqual([expected(names)]);
    expect(form.problems).toEqual([]);
    await form.close();
  });

  it("arrives from a cron without a thread", async () => {
    const form = await openForm(browser);
    const names = ["assistant_id", "on_run_completed", "schedule", "input"] as const;
    await fillAndSubmit(form, ["thread_id", ...names], { thread_id: withoutThread });
    expect(form.submitted).toEqual([{ thread_id: null, ...expected(names) }]);
    await form.close();
  });

  it("sends only what was set: a displayed default is not an argument", async () => {
    const form = await openForm(browser, { draft: { arguments: { thread_id: threadId, assistant_id: "agent" } } });
    await fillAndSubmit(form, ["schedule", "input"]);
    expect(form.submitted).toEqual([
      { thread_id: threadId, assistant_id: "agent", ...expected(["schedule", "input"]) },
    ]);
    await form.close();
  });

  it("shows every argument of a draft and gives each back unchanged", async () => {
    const names = parameters.map(({ name }) => name).filter((name) => name !== "on_run_completed");
    const form = await openForm(browser, { draft: { arguments: expected(names) } });
    await form.page.getByText("Save as Spec File").click();
    await eventually(() => form.saved).toEqual([expected(names)]);
    await form.close();
  });

  const seed = Math.floor(Math.random() * 2 ** 31);
  it(`gives any arguments back as they are, seed ${seed}`, async () => {
    /** What a control shows as if nothing were there, or were less. */
    const odd = { thread_id: " x", assistant_id: " agent ", schedule: "", webhook: "", stream_mode: [] };
    for (const args of [odd, ...fc.sample(argumentSets, { numRuns: 8, seed })]) {
      const form = await openForm(browser, { draft: { arguments: args } });
      await form.page.getByText("Save as Spec File").click();
      await eventually(() => form.saved).toEqual([args]);
      expect(form.problems).toEqual([]);
      await form.close();
    }
  });

  it("gives a default back that a draft names, also after it was changed and changed back", async () => {
    const named = { thread_id: null, on_run_completed: "delete", enabled: true, stream_resumable: false };
    const form = await openForm(browser, { draft: { arguments: named } });
    for (const id of ["enabled-input", "stream_resumable-input"]) {
      await form.page.locator(`#${id}`).click();
      await form.page.locator(`#${id}`).click();
    }
    await form.page.locator("#on_run_completed-choice-0").check();
    await form.page.locator("#on_run_completed-choice-1").check();
    await form.page.getByText("Save as Spec File").click();
    await eventually(() => form.saved).toEqual([named]);
    await form.close();
  });
});
