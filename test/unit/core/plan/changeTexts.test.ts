import { expect, it } from "vitest";
import { changeTexts } from "../../../../src/core/plan/changeTexts";
import type { ChangedKey, PlanDraft, PlannedChange } from "../../../../src/core/plan/plannedChange";
import type { Cron } from "../../../../src/core/server/cron";
import { cronWith } from "../../../fixtures/cronWith";

const cron = cronWith({
  schedule: "0 9 * * *",
  metadata: { langgraph_crons_name: "daily", team: "sales" },
  payload: { assistant_id: "agent", input: { topic: "a" }, webhook: "https://hooks.test/secret-path" },
});

function textsOf(keys: readonly ChangedKey[], of: Cron | undefined) {
  const draft: PlanDraft = { name: "daily", arguments: {} };
  const change: PlannedChange<PlanDraft> = {
    draft,
    action: of === undefined ? "create" : "update",
    ...(of === undefined ? {} : { cron: of }),
    keys,
    because: [],
    runsPerMonth: { before: 0, after: 0 },
    findings: [],
  };
  return changeTexts(change);
}

it("differs only in the keys of the change", () => {
  const { after, before } = textsOf([{ key: "schedule", before: "0 9 * * *", after: "0 7 * * *" }], cron);
  expect(before.replace("0 9", "0 7")).toBe(after);
  expect(JSON.parse(after)).toMatchObject({ name: "daily", schedule: "0 7 * * *", input: { topic: "a" } });
});

it("leaves out what is not set on one side", () => {
  const { after, before } = textsOf([{ key: "timezone", before: null, after: "Europe/Berlin" }], cron);
  expect([JSON.parse(before).timezone, JSON.parse(after).timezone]).toEqual([undefined, "Europe/Berlin"]);
});

it("withholds secrets in both texts", () => {
  const { after, before } = textsOf([], cron);
  expect(before + after).not.toContain("secret-path");
});

it("has nothing before a create, and no name before a cron is taken over", () => {
  const created = textsOf([{ key: "schedule", before: null, after: "0 7 * * *" }], undefined);
  expect([created.before, JSON.parse(created.after)]).toEqual(["", { name: "daily", schedule: "0 7 * * *" }]);
  const unnamed = textsOf([], { ...cron, metadata: {} });
  expect([JSON.parse(unnamed.before).name, JSON.parse(unnamed.after).name]).toEqual([undefined, "daily"]);
});
