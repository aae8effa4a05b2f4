import { describe, expect, it } from "vitest";
import type { SubmitQuestion } from "../../../../../src/core/lifecycle/submission/submission";
import type { Cron } from "../../../../../src/core/server/cron";
import { ServerFailure } from "../../../../../src/core/server/problems/serverProblem";
import { graphAssistantId } from "../../../../../src/core/server/stored/graphAssistantId";
import type { FormSubmission } from "../../../../../src/features/cronForm/controller/formPorts";
import { type SubmitPorts, submitForm } from "../../../../../src/features/cronForm/window/submitForm";
import { cronWith } from "../../../../fixtures/cronWith";
import { check } from "../../../../form/support/formHost";
import { connectionTo, englishWords } from "../../../../support/formParts";

const now = Date.parse("2026-11-24T10:20:00Z");
const sound = { thread_id: null, assistant_id: "agent", schedule: "0 9 * * *", input: { topic: "x" }, timezone: "UTC" };
const created = { kind: "created", cron: cronWith({}), pausedFirst: true, notTaken: [], took: "own" } as const;

function setup(change: Partial<SubmitPorts> = {}) {
  const asked: string[] = [];
  const sent: (string | null)[] = [];
  const ports: SubmitPorts = {
    words: englishWords,
    fieldMessages: (_raw, findings) =>
      findings.map(({ code, path, severity }) => ({ code, path, severity, message: code })),
    checkOptions: () => ({ now, minimumMinutes: 5 }),
    questions: () => undefined,
    placeholders: async () => () => "hunter2-hunter2",
    confirmSend: async (_connection, { crons }) => {
      asked.push(`${Math.round(crons[0]?.runsADay ?? 0)} a day, ${crons[0]?.warnings.length} warnings`);
      return true;
    },
    answer: async () => "yes",
    named: async () => [],
    confirmTaken: async () => {
      asked.push("taken");
      return false;
    },
    send: async (_connection, { name }) => {
      sent.push(name);
      return created;
    },
    ...change,
  };
  const submit = (more: Partial<FormSubmission> = {}) =>
    submitForm(
      {
        connection: connectionTo("dev"),
        name: "daily",
        isOwn: false,
        arguments: sound,
        signal: new AbortController().signal,
        onProgress: () => undefined,
        accepts: () => true,
        ...more,
      },
      ports,
    );
  return { submit, asked, sent };
}

describe("A form's submission", () => {
  it("of a sound cron is sent without a question", async () => {
    const { asked, sent, submit } = setup();
    expect(await submit()).toEqual({ kind: "outcome", outcome: created });
    expect([asked, sent]).toEqual([[], ["daily"]]);
  });

  it("asks about costs with the number of runs, even if every warning was read", async () => {
    const { asked, sent, submit } = setup();
    await submit({ arguments: { ...sound, schedule: "* * * * *" } });
    expect([asked, sent]).toEqual([["1440 a day, 0 warnings"], ["daily"]]);
  });

  it("stops at unread warnings, and at errors, before anything is asked or sent", async () => {
    const { asked, sent, submit } = setup();
    const { input: _input, ...silent } = sound;
    expect(await submit({ arguments: silent, accepts: () => false })).toMatchObject({
      kind: "found",
      lookAt: "warning",
    });
    expect(await submit({ arguments: { ...sound, schedule: "61 * * * *" } })).toMatchObject({ lookAt: "error" });
    expect(await submit({ name: "a\u0000b" })).toMatchObject({ lookAt: "error", findings: [{ path: ["name"] }] });
    expect([asked, sent]).toEqual([[], []]);
    expect(check(silent).some(({ severity }) => severity === "warning")).toBe(true);
  });

  it("of a new cron asks before it updates one that has its name; the form's own is updated", async () => {
    const { asked, sent, submit } = setup({ named: async () => [cronWith({})] });
    expect(await submit()).toEqual({ kind: "declined" });
    expect(await submit({ isOwn: true })).toMatchObject({ kind: "outcome" });
    expect([asked, sent]).toEqual([["taken"], ["daily"]]);
  });

  it("is reported as cancelled at whatever step it is cancelled", async () => {
    const controller = new AbortController();
    const { sent, submit } = setup({
      named: async () => {
        controller.abort();
        throw new Error("aborted");
      },
    });
    expect(await submit({ signal: controller.signal })).toEqual({ kind: "outcome", outcome: { kind: "cancelled" } });
    expect(sent).toEqual([]);
  });

  it("puts a refusal at its parameter, and shows no value of a placeholder", async () => {
    const request = { method: "POST", path: "/runs/crons" } as const;
    const { submit } = setup({
      send: async () => {
        const detail = "webhook: not for the holder of hunter2-hunter2";
        throw new ServerFailure({ kind: "rejected", status: 422, detail, parameter: "webhook" }, request);
      },
    });
    const end = await submit({ arguments: { ...sound, webhook: "https://example.com/${secret:HOOK}" } });
    expect(end).toMatchObject({ kind: "refused", messages: [{ path: ["webhook"] }] });
    expect(JSON.stringify(end)).not.toContain("hunter2");
  });

  describe("of a cron that exists", () => {
    const base = { ...sound, thread_id: null };
    const on = cronWith({
      assistant_id: graphAssistantId("agent"),
      timezone: "UTC",
      payload: { input: sound.input },
      metadata: { langgraph_crons_name: "daily" },
    });
    const overwrite = (cron: Cron): SubmitQuestion => ({ kind: "overwrite", cron, changed: ["schedule"] });
    const sendAsking = (cron: Cron, answers: unknown[]): Partial<SubmitPorts> => ({
      send: async (_connection, { confirm }) => {
        answers.push(await confirm(overwrite(cron)));
        return created;
      },
      answer: async () => "no",
    });

    it("stops if somebody else has changed it, or deleted it, since its user saw it", async () => {
      for (const now of [[{ ...on, schedule: "0 7 * * *" }], []]) {
        const { sent, submit } = setup({ named: async () => now });
        const wanted = { ...sound, timezone: "Europe/Rome" };
        expect(await submit({ isOwn: true, base, arguments: wanted })).toEqual({ kind: "changed", server: "dev" });
        expect(sent).toEqual([]);
      }
    });

    it("goes on if it is as its user saw it, and needs no leave to overwrite that", async () => {
      const answers: unknown[] = [];
      const { submit } = setup({ named: async () => [on], ...sendAsking(on, answers) });
      await submit({ isOwn: true, base, arguments: { ...sound, schedule: "0 8 * * *" } });
      expect(answers).toEqual(["yes"]);
    });

    it("asks before it overwrites what came later", async () => {
      const answers: unknown[] = [];
      const later = { ...on, updated_at: "2026-11-24T10:19:59+00:00" };
      const { submit } = setup({ named: async () => [on], ...sendAsking(later, answers) });
      await submit({ isOwn: true, base, arguments: { ...sound, schedule: "0 8 * * *" } });
      expect(answers).toEqual(["no"]);
    });
  });
});
