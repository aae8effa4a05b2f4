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
