import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FormEvent, FormNotice, FormRequests } from "../../../src/protocol/cronForm";
import { formParamGuards, formReplyGuards, isFormEvent, isFormNotice } from "../../../src/protocol/cronFormGuards";
import { createAsker, type Handlers, serve } from "../../../src/protocol/rpc";
import { check, FormHost } from "../../form/support/formHost";

interface Host {
  readonly receive: (message: unknown) => Promise<void>;
  readonly effects: string[];
  readonly posted: unknown[];
  readonly dropped: string[];
}

/** The form's host with every handler that does something replaced by one that notes it; rules and previews are real. */
function createHost(handlers: Partial<Handlers<FormRequests>> = {}): Host {
  const effects: string[] = [];
  const posted: unknown[] = [];
  const dropped: string[] = [];
  const note = (name: string) => () => {
    effects.push(name);
    return null;
  };
  const real = new FormHost().handlers;
  const receive = serve<FormRequests, FormNotice>({
    handlers: {
      ...real,
      submit: note("submit"),
      cancelSubmit: note("cancelSubmit"),
      finishInBackground: note("finishInBackground"),
      saveFile: note("saveFile"),
      revealCron: note("revealCron"),
      goOn: note("goOn"),
      act: note("act"),
      ...handlers,
    },
    paramGuards: formParamGuards,
    isNotice: isFormNotice,
    onNotice: () => effects.push("notice"),
    post: (message) => posted.push(message),
    describeFailure: (request, failure) => `${request}: ${String(failure)}`,
    onUnknown: (what) => dropped.push(what),
  });
  return { receive, effects, posted, dropped };
}

const names = Object.keys(formParamGuards);

/** Anything at all, and messages that are almost right: known names with parameters of every kind. */
const anyMessage = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true }),
  fc.record({ id: fc.anything(), ask: fc.constantFrom(...names, "__proto__", "constructor"), params: fc.anything() }),
  fc.record({ id: fc.nat(), ask: fc.string(), params: fc.jsonValue() }),
  fc.record({ notice: fc.constantFrom("draftChanged", "trouble", "other"), draft: fc.anything() }),
);

const draft = { arguments: {}, typed: {}, name: "" };
const askable = { id: 1, ask: "submit", params: { draft, arguments: {}, unreadable: [], seen: [] } };

describe("The form's messages at the host", () => {
  it("10,000 random ones: none throws, and none does anything if incomplete", async () => {
    const host = createHost();
    let wellFormed = 0;
    await fc.assert(
      fc.asyncProperty(anyMessage, async (message) => {
        const before = host.effects.length;
        await host.receive(message);
        const ask = (message as { ask?: unknown } | null | undefined)?.ask;
        wellFormed += host.effects.length - before;
        // What was done must be what the message names, with parameters that its guard accepts.
        for (const effect of host.effects.slice(before)) {
          const params = (message as { params?: unknown }).params;
          expect(effect).toBe(ask);
          expect(formParamGuards[effect as keyof typeof formParamGuards](params)).toBe(true);
        }
      }),
      { numRuns: 10_000, seed: 20_261_123 },
    );
    expect(host.dropped.length).toBeGreaterThan(5_000);
    expect(wellFormed).toBeLessThan(1_000);
  }, 120_000);

  it("random arguments are answered with findings, never with a failure", async () => {
    const host = createHost();
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), async (args) => {
        await host.receive({ id: 1, ask: "check", params: { arguments: args, name: "" } });
        expect(host.posted.at(-1)).toMatchObject({ id: 1, ok: true });
      }),
      { numRuns: 500, seed: 7 },
    );
  }, 60_000);

  it("cycles, bombs, holes and class instances are dropped", async () => {
    const host = createHost();
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    let bomb: unknown = 1;
    for (let depth = 0; depth < 100_000; depth += 1) {
      bomb = [bomb];
    }
    const sparse: unknown[] = [1];
    sparse[3] = 2;
    for (const value of [cycle, bomb, sparse, new Date(), new Map(), undefined, Number.NaN, () => 1]) {
      await host.receive({ ...askable, params: { ...askable.params, arguments: { input: value } } });
    }
    expect(host.effects).toEqual([]);
    expect(host.dropped.length).toBe(8);
  });

  it("a failing handler still sends an answer", async () => {
    const host = createHost({
      submit: () => {
        throw new Error("no");
      },
    });
    await host.receive(askable);
    expect(host.posted).toEqual([{ id: 1, ok: false, error: "submit: Error: no" }]);
  });
});

describe("The host's messages at the form", () => {
  function createForm() {
    const sent: { id: number }[] = [];
    const events: FormEvent[] = [];
    const dropped: string[] = [];
    const asker = createAsker<FormRequests, FormEvent>({
      replyGuards: formReplyGuards,
      isEvent: isFormEvent,
      onEvent: (event) => events.push(event),
      post: (message) => sent.push(message as { id: number }),
      onUnknown: (what) => dropped.push(what),
    });
    return { asker, sent, events, dropped };
  }

  it("go to the caller", async () => {
    const { asker, sent } = createForm();
    const first = asker.ask("nodes", { assistant: "a" });
    const second = asker.ask("check", { arguments: {}, name: "" });
    asker.receive({ id: sent[1]?.id, ok: true, reply: check({}) });
    asker.receive({ id: sent[0]?.id, ok: true, reply: { kind: "list", choices: [] } });
    expect(await first).toEqual({ kind: "list", choices: [] });
    expect(await second).toEqual(check({}));
  });

  it("a failure and a reply of the wrong shape reject", async () => {
    const { asker, dropped } = createForm();
    const failing = asker.ask("load", { zone: "UTC" });
    asker.receive({ id: 1, ok: false, error: "no" });
    await expect(failing).rejects.toThrow("no");
    const misshapen = asker.ask("load", { zone: "UTC" });
    asker.receive({ id: 2, ok: true, reply: { fields: [] } });
    await expect(misshapen).rejects.toThrow("wrong reply");
    expect(dropped).toEqual(["load: wrong reply"]);
  });

  it("random ones do nothing", () => {
    const { asker, events } = createForm();
    fc.assert(
      fc.property(fc.anything(), (message) => asker.receive(message)),
      { numRuns: 2_000, seed: 3 },
    );
    expect(events).toEqual([]);
  });
});
