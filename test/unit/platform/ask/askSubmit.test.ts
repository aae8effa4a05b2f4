import { beforeEach, describe, expect, it } from "vitest";
import { specFinding } from "../../../../src/core/checks/specFinding";
import { sendCron } from "../../../../src/core/lifecycle/prepare/sendQuestion";
import { standardDialect } from "../../../../src/core/schedule/scheduleDialect";
import { askQuestion } from "../../../../src/platform/ask/askQuestion";
import { confirmSend } from "../../../../src/platform/ask/confirmSend";
import type { Connection } from "../../../../src/platform/servers/connections/connection";
import { cronWith } from "../../../fixtures/cronWith";
import { resetStub, stubState } from "../../support/vscode";

const url = "https://crons.example";
const connection: Connection = {
  id: "c",
  name: "Staging",
  url,
  headerNames: [],
  production: false,
  dialect: standardDialect,
  revision: 1,
};

beforeEach(resetStub);

describe("What a submission asks", () => {
  const adopt = { kind: "adopt", crons: [cronWith({})] } as const;

  it.each([
    ["yes", 0],
    ["another", 1],
    ["no", undefined],
  ] as const)("is answered with %s", async (answer, button) => {
    stubState.answer = ({ buttons }) => (button === undefined ? undefined : buttons[button]);
    expect(await askQuestion({ question: adopt, name: "daily", connection })).toBe(answer);
    expect(stubState.messages[0]?.text).toContain("Staging already has a cron without a name");
  });

  it("looking at it first means no", async () => {
    let looks = 0;
    stubState.answer = ({ buttons }) => buttons.at(-1);
    const look = { label: "Show Diff", onPress: () => (looks += 1) };
    const question = { kind: "overwrite", cron: cronWith({}), changed: ["schedule"] } as const;
    expect(await askQuestion({ question, name: "daily", connection }, look)).toBe("no");
    expect(looks).toBe(1);
  });
});

describe("What is asked before anything is sent", () => {
  const now = Date.parse("2026-11-24T10:20:30Z");
  const cron = (args: object) =>
    sendCron({ name: "pulse", arguments: { assistant_id: "agent", thread_id: null, ...args } }, [], {
      now,
      minimumMinutes: 5,
    });

  it("says how often a costly cron runs, and where it goes", async () => {
    stubState.answer = ({ buttons }) => buttons[0];
    const question = { production: true, crons: [cron({ schedule: "* * * * *" })] };
    expect(await confirmSend(connection, question)).toBe(true);
    const [asked] = stubState.messages;
    expect(asked).toMatchObject({ text: "Submit “pulse” to Staging?", buttons: ["Submit"] });
    expect(asked?.detail).toContain("about 1,440 runs a day");
    expect(asked?.detail).toContain(`production: ${url}`);
  });

  it("shows its warnings, and its button says that there are some", async () => {
    const draft = { name: "pulse", arguments: { assistant_id: "agent", thread_id: null, schedule: "0 9 * * *" } };
    const warning = specFinding("spec.name-elsewhere", ["name"], { args: { name: "pulse", files: "b.cron.json" } });
    const warned = sendCron(draft, [warning], { now, minimumMinutes: 5 });
    await confirmSend(connection, { production: false, crons: [warned] });
    const [asked] = stubState.messages;
    expect(asked?.buttons).toEqual(["Submit Anyway"]);
    expect(asked?.detail).toMatch(/^ {2}⚠ .*b\.cron\.json/m);
  });

  it("closing the dialog means no", async () => {
    expect(await confirmSend(connection, { production: false, crons: [cron({ schedule: "0 9 * * *" })] })).toBe(false);
  });
});
