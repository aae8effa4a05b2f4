import { expect, test } from "vitest";
import type { RawArguments } from "../../../../../src/core/arguments/cronArguments";
import type { PlaceholderLookup } from "../../../../../src/core/checks/resolvePlaceholders";
import { specFinding } from "../../../../../src/core/checks/specFinding";
import {
  type PlaceholderPort,
  type PrepareOptions,
  prepareSubmit,
} from "../../../../../src/core/lifecycle/prepare/prepareSubmit";
import type { SendQuestion } from "../../../../../src/core/lifecycle/prepare/sendQuestion";
import type { SubmitDraft } from "../../../../../src/core/lifecycle/prepare/submitDraft";
import { now, plainSpec } from "../../../../fixtures/specs/goodSpecs";

const { name: _name, ...plain } = { name: null, ...plainSpec };
const draft = (change: RawArguments = {}, name: string | null = "daily"): SubmitDraft => ({
  name,
  arguments: { ...plain, ...change },
});

const nothing: PlaceholderPort = { kind: "values", lookup: () => undefined };

/** What was asked, in order, and what came of it. */
async function prepare(
  drafts: readonly SubmitDraft[],
  change: Partial<PrepareOptions<SubmitDraft>> = {},
  agrees = true,
) {
  const asked: SendQuestion<SubmitDraft>[] = [];
  const prepared = await prepareSubmit({
    drafts,
    check: { now, minimumMinutes: 5 },
    production: false,
    placeholders: nothing,
    confirm: async (question) => {
      asked.push(question);
      return agrees;
    },
    ...change,
  });
  return { prepared, asked };
}

test("a good cron is ready, and nothing is asked", async () => {
  const { asked, prepared } = await prepare([draft()]);
  expect(prepared).toMatchObject({ kind: "ready", crons: [{ arguments: plain, secrets: [] }] });
  expect(asked).toEqual([]);
});

test("an error in one refuses all, before the server or the user is asked anything", async () => {
  const untouched = () => Promise.reject(new Error("nobody should be asked"));
  const { prepared } = await prepare([draft(), draft({ schedule: "0 25 * * *" }, "bad")], {
    askServer: untouched,
    placeholders: { kind: "ask", ask: untouched },
    confirm: untouched,
  });
  if (prepared.kind !== "refused") throw new Error(prepared.kind);
  expect(prepared.checked.map(({ draft: { name }, findings }) => [name, findings.map(({ code }) => code)])).toEqual([
    ["daily", []],
    ["bad", ["schedule.out-of-range"]],
  ]);
});

test("what was found elsewhere about a cron counts as what is found in its arguments", async () => {
  const error = {
    ...specFinding("spec.name-elsewhere", ["name"], { args: { name: "daily", files: "b" } }),
    severity: "error",
  } as const;
  const { prepared } = await prepare([{ ...draft(), findings: [error] }]);
  expect(prepared).toMatchObject({ kind: "refused", checked: [{ findings: [error] }] });
});

test("two crons of one name are not submitted together; two without a name are", async () => {
  const twins = [draft(), draft({}, "other"), draft({ schedule: "0 8 * * *" })];
  expect((await prepare(twins)).prepared).toEqual({ kind: "sameName", drafts: [twins[0], twins[2]] });
  expect((await prepare([draft({}, null), draft({}, null)])).prepared.kind).toBe("ready");
});

test("values at hand: one that is missing is found with all other mistakes", async () => {
  const bad = draft({ schedule: "0 25 * * *", metadata: { team: "${env:TEAM}" } });
  const { prepared } = await prepare([bad]);
  if (prepared.kind !== "refused") throw new Error(prepared.kind);
  const codes = prepared.checked.flatMap(({ findings }) => findings.map(({ code }) => code));
  expect(codes).toEqual(expect.arrayContaining(["schedule.out-of-range", "spec.placeholder-unset"]));
});

test("values that must be asked for: each is asked once, and inserted; declining sends nothing", async () => {
  const drafts = ["one", "two"].map((name) => draft({ metadata: { team: "${secret:TEAM}" } }, name));
  const names: string[][] = [];
  const ask = async (placeholders: readonly { readonly name: string }[]) => {
    names.push(placeholders.map(({ name }) => name));
    return () => "the-red-team";
  };
  const { prepared } = await prepare(drafts, { placeholders: { kind: "ask", ask } });
  const filled = { arguments: { metadata: { team: "the-red-team" } }, secrets: ["the-red-team"] };
  expect(prepared).toMatchObject({ kind: "ready", crons: [filled, filled] });
  expect(names).toEqual([["TEAM"]]);
  const declined = await prepare(drafts, { placeholders: { kind: "ask", ask: async () => undefined } });
  expect([declined.prepared, declined.asked]).toEqual([{ kind: "declined" }, []]);
});

test("a value that is not allowed in its placeholder's place is refused without being shown", async () => {
  const hooked = draft({ webhook: "${secret:HOOK}" });
  const { prepared } = await prepare([hooked], {
    placeholders: { kind: "ask", ask: async () => () => "canary\nvalue" },
  });
  expect(prepared.kind).toBe("refused");
  expect(JSON.stringify(prepared)).not.toContain("canary");
});

test.each<[string, readonly SubmitDraft[], boolean]>([
  ["a warning", [draft({ schedule: "0 7 31 * *", metadata: {}, webhook: "http://example.com/done" })], false],
  ["production", [draft()], true],
  ["several crons", [draft(), draft({}, "other")], false],
  ["what it costs", [draft({ schedule: "*/10 * * * *" })], false],
])("%s is asked about once, and no means no", async (_, drafts, production) => {
  const { asked, prepared } = await prepare(drafts, { production });
  expect(asked.length).toBe(1);
  expect(asked[0]).toMatchObject({ production, crons: drafts.map((each) => ({ draft: each })) });
  expect(prepared.kind).toBe("ready");
  expect((await prepare(drafts, { production }, false)).prepared).toEqual({ kind: "declined" });
});

test.each([
  ["* * * * *", 1_440],
  ["*/10 * * * *", 144],
  ["* * * * * */20", 4_320],
])("%s is confirmed with what it costs: %d runs a day", async (schedule, count) => {
  const { asked } = await prepare([draft({ schedule })]);
  expect(Math.round(asked[0]?.crons[0]?.runsADay ?? 0)).toBe(count);
});

test("a cron that stays paused costs nothing yet; its times are asked about if it will run", async () => {
  expect((await prepare([draft({ schedule: "*/10 * * * *", enabled: false })])).asked).toEqual([]);
});

test("every quarter of an hour needs no question, more often does", async () => {
  expect((await prepare([draft({ schedule: "*/15 * * * *" })])).asked).toEqual([]);
  expect((await prepare([draft({ schedule: "0,14,28,42,56 * * * *" })])).asked.length).toBe(1);
});

test("what only the server knows is asked about too; what it will refuse, it says itself", async () => {
  const about = () => ({ assistant: { kind: "missing", others: [] }, nodes: ["review"] }) as const;
  const { asked, prepared } = await prepare([draft({ interrupt_before: ["revue"] })], {
    askServer: async () => ({ about }),
  });
  const codes = asked[0]?.crons[0]?.warnings.map(({ code }) => code);
  expect(codes).toEqual(["server.unknown-node-similar"]);
  expect(prepared.kind).toBe("ready");
});

test("the server's own version decides for each, once it is known", async () => {
  const old = { product: "agentServer", version: "0.7.20", hasCrons: true } as const;
  const { prepared } = await prepare([draft({ context: { model: "x" } }), draft({}, "other")], {
    askServer: async () => ({ server: old, about: () => ({}) }),
  });
  if (prepared.kind !== "refused") throw new Error(prepared.kind);
  const errors = prepared.checked.map(({ findings }) => findings.map(({ code, severity }) => [severity, code]));
  expect(errors).toEqual([[["error", "spec.context-never-runs"]], []]);
});

test("the server is asked about all drafts at once, and about each; what it says comes with what was found", async () => {
  const drafts = [draft({ webhook: "http://example.com/done", interrupt_before: ["revue"] }), draft({}, "other")];
  const told: unknown[] = [];
  const about = (raw: RawArguments) => {
    told.push(raw);
    return { nodes: ["review"] };
  };
  const askServer = async (all: readonly RawArguments[]) => {
    told.push(all);
    return { about };
  };
  const { asked, prepared } = await prepare(drafts, { askServer });
  const [one, other] = drafts.map((each) => each.arguments);
  expect(told).toEqual([[one, other], one, other]);
  const local = (await prepare(drafts)).asked[0]?.crons[0]?.warnings.map(({ code }) => code) ?? [];
  const codes = [[...local, "server.unknown-node-similar"], []];
  expect(local).not.toEqual([]);
  expect(asked[0]?.crons.map(({ warnings }) => warnings.map(({ code }) => code))).toEqual(codes);
  if (prepared.kind !== "ready") throw new Error(prepared.kind);
  expect(prepared.checked.map((each) => each.draft)).toEqual(drafts);
  expect(
    prepared.checked.map(({ findings }) => findings.filter(({ severity }) => severity === "warning").length),
  ).toEqual(codes.map(({ length }) => length));
});

test("values that are at hand are filled in, and are the secrets of their cron", async () => {
  const drafts = [draft({ metadata: { team: "${env:TEAM}", seal: "${env:SEAL}" } }), draft({}, "other")];
  const lookup: PlaceholderLookup = ({ name }) => `the-${name}`;
  const { prepared } = await prepare(drafts, { placeholders: { kind: "values", lookup } });
  expect(prepared).toMatchObject({
    kind: "ready",
    crons: [
      {
        draft: drafts[0],
        arguments: { metadata: { team: "the-TEAM", seal: "the-SEAL" } },
        secrets: ["the-TEAM", "the-SEAL"],
      },
      { draft: drafts[1], arguments: plain, secrets: [] },
    ],
  });
});

test("nobody is asked for values where there are no placeholders; one that is not given is found", async () => {
  const ask = () => Promise.reject(new Error("nobody should be asked"));
  expect((await prepare([draft()], { placeholders: { kind: "ask", ask } })).prepared.kind).toBe("ready");
  const team = draft({ metadata: { team: "${secret:TEAM}" } });
  const { asked, prepared } = await prepare([draft({}, "other"), team], {
    placeholders: { kind: "ask", ask: async () => () => undefined },
  });
  if (prepared.kind !== "refused") throw new Error(prepared.kind);
  expect(prepared.checked.map(({ draft: { name }, findings }) => [name, findings.map(({ code }) => code)])).toEqual([
    ["other", []],
    ["daily", ["spec.placeholder-unset"]],
  ]);
  expect(asked).toEqual([]);
});
