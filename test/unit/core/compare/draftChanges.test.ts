import { describe, expect, test } from "vitest";
import type { RawArguments } from "../../../../src/core/arguments/cronArguments";
import type { JsonObject } from "../../../../src/core/base/json";
import { draftChanges } from "../../../../src/core/compare/draftChanges";
import type { Cron } from "../../../../src/core/server/cron";
import { graphAssistantId } from "../../../../src/core/server/stored/graphAssistantId";
import { metadataKeys } from "../../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../../fixtures/cronWith";

const other = "00000000-0000-4000-8000-000000000002";

/** The form was opened with this; the assistant as a person writes it. */
const opened: RawArguments = {
  thread_id: null,
  assistant_id: "agent",
  schedule: "0 9 * * *",
  timezone: "Europe/Berlin",
  input: { messages: [{ role: "user", content: "hello" }] },
  webhook: "https://example.com/done",
  metadata: { team: "sales" },
  on_run_completed: "keep",
};

const mark = { [metadataKeys.name]: "daily", [metadataKeys.keys]: JSON.stringify({ team: "set" }) };

function cronOf(change: Partial<Cron> = {}, payload: JsonObject = {}): Cron {
  return cronWith({
    assistant_id: graphAssistantId("agent"),
    timezone: "Europe/Berlin",
    on_run_completed: "keep",
    metadata: { ...mark, team: "sales" },
    payload: { input: opened.input ?? null, webhook: "https://example.com/done", ...payload },
    ...change,
  });
}

function told(draft: RawArguments, cron: Cron, base: RawArguments | undefined = opened) {
  const found = draftChanges({ ...opened, ...draft }, cron, base);
  return found?.changes.map(({ by, parameter, stored, wanted }) => [parameter.name, by, stored, wanted]);
}

describe("draftChanges", () => {
  test("finds nothing in a cron as it was opened, however it is spelled", () => {
    expect(told({}, cronOf())).toEqual([]);
    expect(told({ assistant_id: graphAssistantId("agent").toUpperCase(), enabled: true }, cronOf())).toEqual([]);
  });

  test.each<[string, RawArguments, Cron, readonly unknown[]]>([
    ["the draft's own", { schedule: "0 8 * * *" }, cronOf(), [["schedule", "draft", "0 9 * * *", "0 8 * * *"]]],
    [
      "an assistant as it was written",
      { assistant_id: "other" },
      cronOf(),
      [["assistant_id", "draft", "agent", "other"]],
    ],
    ["somebody else's", {}, cronOf({ schedule: "0 7 * * *" }), [["schedule", "server", "0 7 * * *", "0 9 * * *"]]],
    [
      "of both, in different parameters",
      { timezone: "UTC" },
      cronOf({ schedule: "0 7 * * *" }),
      [
        ["schedule", "server", "0 7 * * *", "0 9 * * *"],
        ["timezone", "draft", "Europe/Berlin", "UTC"],
      ],
    ],
    [
      "of both, in one parameter",
      { schedule: "0 8 * * *" },
      cronOf({ schedule: "0 7 * * *" }),
      [["schedule", "both", "0 7 * * *", "0 8 * * *"]],
    ],
    ["nothing where both say the same", { schedule: "0 7 * * *" }, cronOf({ schedule: "0 7 * * *" }), []],
    ["nothing of a pause that the draft leaves", {}, cronOf({ enabled: false }), []],
    ["a pause that it would undo", { enabled: true }, cronOf({ enabled: false }), [["enabled", "server", false, true]]],
    ["nothing of keys that others add to the metadata", {}, cronOf({ metadata: { ...mark, team: "sales", x: 1 } }), []],
    [
      "a key that others changed",
      {},
      cronOf({ metadata: { ...mark, team: "support", x: 1 } }),
      [["metadata", "server", { team: "support" }, { team: "sales" }]],
    ],
    [
      "a key that others removed",
      {},
      cronOf({ metadata: { ...mark, team: null } }),
      [["metadata", "server", undefined, { team: "sales" }]],
    ],
    [
      "a key that both changed",
      { metadata: { team: "legal" } },
      cronOf({ metadata: { ...mark, team: "support" } }),
      [["metadata", "both", { team: "support" }, { team: "legal" }]],
    ],
    ["nothing of a placeholder that may be what is there", { webhook: "https://${env:HOST}/done" }, cronOf(), []],
  ])("tells %s", (_what, draft, cron, expected) => {
    expect(told(draft, cron)).toEqual(expected);
  });

  test("counts everything as the draft's if nobody knows what was there before", () => {
    const found = draftChanges({ ...opened, schedule: "0 8 * * *" }, cronOf({ timezone: null }), undefined);
    expect(found?.changes.map(({ by }) => by)).toEqual(["draft", "draft"]);
  });

  test("tells what only a new cron can have: another assistant, and no webhook", () => {
    const { webhook: _gone, ...rest } = opened;
    const found = draftChanges({ ...rest, assistant_id: other, schedule: "0 8 * * *" }, cronOf(), opened);
    expect(found?.changes.map(({ parameter }) => parameter.name)).toEqual(["assistant_id", "schedule", "webhook"]);
    expect(found?.because).toEqual(["assistant_id", "webhook"]);
  });

  test("sets back to what is in the cron", () => {
    const cron = cronOf({ schedule: "0 7 * * *", timezone: null }, { webhook: "https://example.com/new" });
    const found = draftChanges(opened, cron, undefined);
    const back = (found?.changes ?? []).map(({ parameter, stored }) => [parameter.name, stored]);
    const draft = Object.fromEntries(
      Object.entries({ ...opened, ...Object.fromEntries(back) }).filter(([, value]) => value !== undefined),
    );
    expect(draftChanges(draft as RawArguments, cron, undefined)?.changes).toEqual([]);
  });

  test("says nothing of a draft that can't be sent", () => {
    expect(draftChanges({ ...opened, webhook: null }, cronOf(), opened)).toBeUndefined();
  });
});
