import { expect, test } from "vitest";
import type * as vscode from "vscode";
import type { SpecStanding } from "../../../../../src/features/specFile/drift/specStates";
import { cronLenses, stateLens } from "../../../../../src/features/specFile/drift/stateLens";
import type { Connection } from "../../../../../src/platform/servers/connections/connection";
import { cronWith } from "../../../../fixtures/cronWith";

const subject = { file: {} as vscode.Uri, name: "daily", connection: { id: "dev", name: "Dev" } as Connection };
const secret = cronWith({ cron_id: "one", payload: { config: { key: "a-secret-value" } } });

/** A lens's arguments are handed through VS Code: what may have been filled in for a secret must not be among them. */
test("lenses name the cron, and contain none of its data", () => {
  const standing: SpecStanding = { kind: "inSync", cron: secret, changedOnServer: false, assumed: [] };
  const given = cronLenses(standing, subject).map((lens) => [lens.command, lens.arguments]);
  const ref = { connectionId: "dev", cronId: "one" };
  expect(given).toEqual([
    ["langgraphCrons.cron.pause", [ref]],
    ["langgraphCrons.cron.runNow", [ref]],
  ]);
});

test("of several crons the first is shown in the tree", () => {
  const lens = stateLens({ kind: "duplicate", crons: [secret, cronWith({ cron_id: "two" })] }, subject);
  expect([lens.command, lens.arguments]).toEqual([
    "langgraphCrons.explorer.reveal",
    [{ connectionId: "dev", cronId: "one" }],
  ]);
});

const differs = (of: Partial<Extract<SpecStanding, { kind: "differs" }>>): SpecStanding => ({
  ...{ kind: "differs", cron: secret, changedOnServer: false, assumed: [] },
  ...{ names: [], marks: [], update: { kind: "none" }, ...of },
});

test("what only a plan used to say is said, and a diff is offered only for what a file can say", () => {
  const told = (standing: SpecStanding) => {
    const { command, title, tooltip } = stateLens(standing, subject);
    const others = cronLenses(standing, subject).map((lens) => lens.command);
    return [title, command, tooltip ?? "", others.includes("langgraphCrons.spec.diff")];
  };
  const diff = "langgraphCrons.spec.diff";
  expect(told(differs({ marks: ["protect"] }))).toEqual(["$(diff) differs in protect", diff, "", true]);
  expect(told(differs({ marks: ["set"] }))).toEqual([
    "$(diff) differs in set",
    "",
    expect.stringMatching(/takes it in/),
    false,
  ]);
  expect(told(differs({ names: ["schedule"], marks: ["set"], changedOnServer: true }))).toEqual([
    "$(diff) differs in schedule and set, changed on the server",
    diff,
    expect.stringMatching(/takes it in/),
    true,
  ]);
  expect(told(differs({ marks: ["pruned"] }))).toEqual([
    "$(diff) differs in pruned",
    "",
    expect.stringMatching(/was to be deleted/),
    false,
  ]);
  const byHand: SpecStanding = { kind: "inSync", cron: secret, changedOnServer: false, assumed: [], inSet: "billing" };
  expect(told(byHand)).toEqual([
    "$(check) in sync · in the set “billing”",
    diff,
    expect.stringMatching(/A submit leaves it there/),
    false,
  ]);
  expect(told({ kind: "anotherSet", cron: secret, inSet: "billing" })).toEqual([
    "$(warning) belongs to the set “billing”",
    "langgraphCrons.explorer.reveal",
    expect.stringMatching(/leave the cron alone/),
    false,
  ]);
});
