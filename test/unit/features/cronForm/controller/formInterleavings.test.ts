import fc from "fast-check";
import { expect, it } from "vitest";
import type { SubmissionEnd } from "../../../../../src/features/cronForm/controller/formPorts";
import { cronWith } from "../../../../fixtures/cronWith";
import { created, FormWorld, type OpenedForm, outcome, settle } from "../support/formWorld";

/** What the user knows and has done: a form must never fall behind it. */
interface Model {
  typed: string;
  /** The connection that the user has seen or chosen. */
  destination: string;
  isRemoved: boolean;
  /** The name of a cron that there may be: from then on it is the form's own. */
  owned: string | null;
}

interface Real {
  readonly world: FormWorld;
  form: OpenedForm;
  view: "shown" | "hidden" | "closed";
  /** Ends of submissions that this window has seen. */
  ended: number;
  /** Of these, the ones that were shown or told. */
  told: number;
  /** Submissions of windows that are gone: nobody hears of their ends. */
  lost: number;
}

type Command = fc.AsyncCommand<Model, Real>;

const command = (name: string, run: (model: Model, real: Real) => Promise<void> | void): Command => ({
  check: () => true,
  run: async (model, real) => {
    await run(model, real);
    await settle();
    verify(model, real);
  },
  toString: () => name,
});

/** Holds after each step, whatever came before. */
function verify(model: Model, { world, form, lost, ended, told }: Real): void {
  const { stored } = form.controller;
  expect(stored.draft.typed.schedule ?? "").toBe(model.typed);
  expect(stored.destination.id).toBe(model.destination);
  const kept = world.stored.get(stored.form);
  if (kept !== undefined)
    expect(JSON.parse(kept)).toMatchObject({ draft: stored.draft, destination: stored.destination });
  expect(told).toBe(ended);
  const open = world.submissions.length - ended - lost;
  expect(open).toBe(form.controller.isSubmitting ? 1 : 0);
  expect(form.phase.kind === "submitting").toBe(form.controller.isSubmitting);
}

const unknownEnd = outcome({ kind: "open", problem: { kind: "timeout", milliseconds: 1 } });
const ends: readonly SubmissionEnd[] = [
  created,
  outcome({ kind: "cancelled" }),
  unknownEnd,
  outcome({ kind: "needsOverwrite", cron: cronWith({}), changed: ["schedule"] }),
  { kind: "declined" },
  { kind: "failed", message: "The server failed.", action: "showLog" },
  { kind: "refused", messages: [{ code: "server", severity: "error", path: ["input"], message: "No." }] },
  { kind: "found", lookAt: "warning", findings: [] },
];

const type = fc.string({ maxLength: 4 }).map((text) =>
  command(`type ${JSON.stringify(text)}`, (model, { form, view }) => {
    // Only what is in sight and can be changed is typed into.
    if (view !== "shown" || form.phase.kind !== "editing") return;
    form.type("schedule", text);
    model.typed = text;
  }),
);

const submit = fc.constant(
  command("submit", async (model, real) => {
    const { form, view, world } = real;
    if (view !== "shown") return;
    const before = world.submissions.length;
    const couldSend = form.phase.kind === "editing" && !model.isRemoved;
    await form.press();
    expect(world.submissions.length - before).toBe(couldSend ? 1 : 0);
    const sent = world.submissions.slice(before).map(({ submission }) => submission);
    for (const { connection, arguments: args, isOwn, name } of sent) {
      expect(connection.id).toBe(model.destination);
      if (model.typed !== "") expect(args.schedule).toBe(model.typed);
      // Whose cron there may be, that one is meant; and no other is taken for it.
      expect(isOwn ? name : null).toBe(model.owned);
    }
  }),
);

const end = fc.constantFrom(...ends).map((how) =>
  command(`end ${JSON.stringify(how).slice(0, 60)}`, async (model, real) => {
    const { form, view, world } = real;
    const open = form.controller.isSubmitting ? world.submissions.at(-1) : undefined;
    if (open === undefined) return;
    const news = world.news.length;
    await open.end(how);
    real.ended += 1;
    const isShown =
      view === "shown" && (form.phase.kind === "done" || (form.phase.kind === "editing" && form.phase.notice !== null));
    const isTold = world.news.slice(news).some(({ kind }) => kind === "ended");
    // Before the eyes, or by a notification: one of both.
    if (isShown !== isTold) real.told += 1;
    if (how === created) expect(form.phase.kind).toBe("done");
    if (how === created || how === unknownEnd) model.owned = open.submission.name;
  }),
);

const look = fc.constantFrom("shown" as const, "hidden" as const).map((view) =>
  command(view, (_model, real) => {
    if (real.view === "closed") return;
    real.view = view;
    real.form.controller.setView(view);
  }),
);

const close = fc.constant(
  command("close and open again", async (model, real) => {
    const { form, world } = real;
    form.controller.setView("closed");
    real.view = "closed";
    await settle();
    if (form.controller.isSubmitting) {
      // It is still there behind its tab.
      real.view = "shown";
      form.controller.setView("shown");
    } else if (world.stored.has(form.form)) {
      real.form = world.restored(form.form);
      real.view = "shown";
    } else {
      // Only what is done, or was never changed, leaves nothing.
      expect(form.phase.kind === "done" || !form.controller.stored.changed).toBe(true);
      real.form = world.open({ kind: "new" }, "dev");
      real.view = "shown";
      Object.assign(model, { typed: "", destination: "dev", isRemoved: !world.connections.has("dev"), owned: null });
    }
  }),
);

const reload = fc.constant(
  command("reload the window", (model, real) => {
    const { form, world } = real;
    if (!world.stored.has(form.form)) return;
    const wasSubmitting = form.controller.isSubmitting;
    const wasDone = form.phase.kind === "done";
    if (wasSubmitting) {
      real.lost += 1;
      model.owned = world.submissions.at(-1)?.submission.name ?? null;
    }
    real.form = world.restored(form.form);
    real.view = "shown";
    if (wasDone) expect(real.form.phase.kind).toBe("done");
    if (wasSubmitting) {
      const { phase } = real.form;
      expect(phase.kind === "editing" && phase.notice?.message).toContain("interrupted");
    }
  }),
);

const remove = fc.constant(
  command("remove the connection", (model, { world }) => {
    world.connections.delete(model.destination);
    model.isRemoved = true;
  }),
);

const redirect = fc.constantFrom("dev", "prod").map((id) =>
  command(`choose ${id}`, async (model, { form, world }) => {
    world.chosen = id;
    const mayChange = form.phase.kind === "editing" && world.connections.has(id);
    await form.controller.redirect("chooseConnection");
    if (!mayChange) return;
    if (id !== model.destination) model.owned = null;
    model.destination = id;
    model.isRemoved = false;
  }),
);

const cancel = fc.constant(command("cancel", (_model, { form }) => form.controller.cancel()));

const goOn = fc.constantFrom("sameCron" as const, "anotherCron" as const).map((to) =>
  command(to, (model, { form }) => {
    const before = form.form;
    const wasDone = form.phase.kind === "done";
    form.controller.goOn(to);
    expect(form.form !== before).toBe(wasDone && to === "anotherCron");
    if (wasDone) expect(form.phase.kind).toBe("editing");
    if (wasDone && to === "anotherCron") model.owned = null;
  }),
);

it("in any order of events: nothing typed is lost, every result is reported, never another server, one at a time", async () => {
  const commands = fc.commands([type, submit, end, look, close, reload, remove, redirect, cancel, goOn], {
    maxCommands: 60,
    size: "max",
  });
  await fc.assert(
    fc.asyncProperty(commands, async (run) => {
      const world = new FormWorld();
      const setup = async () => ({
        model: { typed: "", destination: "dev", isRemoved: false, owned: null },
        real: { world, form: world.open(), view: "shown" as const, ended: 0, told: 0, lost: 0 } as Real,
      });
      await fc.asyncModelRun(setup, run);
    }),
    { numRuns: 400 },
  );
});
