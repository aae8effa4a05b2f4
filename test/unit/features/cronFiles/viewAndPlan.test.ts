import fc from "fast-check";
import { expect, test } from "vitest";
import type { RawArguments } from "../../../../src/core/arguments/cronArguments";
import type { JsonObject } from "../../../../src/core/base/json";
import { runToEnd } from "../../../../src/core/base/runToEnd";
import { cronHash, finishedMetadata } from "../../../../src/core/lifecycle/onServer/cronHash";
import { planCrons } from "../../../../src/core/plan/planCrons";
import type { PlanAction } from "../../../../src/core/plan/plannedChange";
import { standardDialect } from "../../../../src/core/schedule/scheduleDialect";
import { capabilitiesOf } from "../../../../src/core/server/capabilities";
import type { Cron } from "../../../../src/core/server/cron";
import { madeHash, metadataKeys } from "../../../../src/core/server/stored/ownMetadata";
import { parseSpecFile } from "../../../../src/core/specFile/parseSpecFile";
import { compareFiles } from "../../../../src/features/cronFiles/compareFiles";
import type { Standing } from "../../../../src/platform/app/fileNode";
import { now, plainSpec, specWith } from "../../../fixtures/specs/goodSpecs";
import { storedCron } from "../../../fixtures/specs/storedCron";

/** What a row of the view may say where a plan has this action. */
const standings: Readonly<Record<PlanAction, readonly Standing[]>> = {
  create: ["notSubmitted"],
  adopt: ["notSubmitted"],
  update: ["differs"],
  pause: ["differs"],
  resume: ["differs"],
  recreate: ["differs"],
  conflict: ["differs", "duplicate", "anotherSet"],
  invalid: ["error"],
  nothing: ["inSync"],
  delete: [],
};

const marks: fc.Arbitrary<JsonObject> = fc.record(
  {
    [metadataKeys.set]: fc.constantFrom("reports", "billing"),
    [metadataKeys.protect]: fc.constantFrom("yes", "no"),
    [metadataKeys.pruned]: fc.constantFrom("", "on:2026-11-20T00:00:00.000Z", "paused:2026-11-20T00:00:00.000Z"),
  },
  { requiredKeys: [] },
);
const change: fc.Arbitrary<JsonObject> = fc.record(
  {
    schedule: fc.constantFrom("0 9 * * *", "0 7 * * *"),
    enabled: fc.boolean(),
    metadata: fc.constantFrom({ team: "red" }, { team: "blue" }),
    assistant_id: fc.constantFrom("report", "other"),
  },
  { requiredKeys: [] },
);
const row = fc.record({
  change,
  marks,
  enabled: fc.boolean(),
  end: fc.constantFrom("finished" as const, "made" as const, "updating" as const, "none" as const),
});

async function cronOf(
  { end, enabled, ...of }: typeof row extends fc.Arbitrary<infer Row> ? Row : never,
  id: number,
): Promise<Cron> {
  const cron = storedCron(specWith(of.change), { cron_id: String(id), enabled });
  const hash =
    end === "finished"
      ? await finishedMetadata(cron, {})
      : end === "none"
        ? {}
        : { [metadataKeys.hash]: end === "made" ? madeHash(await cronHash(cron)) : "updating" };
  return { ...cron, metadata: { ...cron.metadata, [metadataKeys.submission]: "s", ...of.marks, ...hash } };
}

test("a row says of its spec what a plan of its environment says", async () => {
  const spec = fc.record({ change, protect: fc.boolean() });
  const set = fc.constantFrom("reports", null);
  const version = fc.constantFrom("0.16.7", "0.7.20");
  await fc.assert(
    fc.asyncProperty(spec, fc.array(row, { maxLength: 2 }), set, version, async (wanted, rows, ofSet, of) => {
      const crons = await Promise.all(rows.map(cronOf));
      const capabilities = capabilitiesOf({ product: "agentServer", version: of });
      const raw: RawArguments = { ...plainSpec, ...wanted.change };
      const draft = { name: "daily", arguments: raw, protect: wanted.protect };
      const facts = { crons, capabilities, dialect: standardDialect, set: ofSet, now };
      const [planned] = await planCrons([{ draft, findings: [] }], facts);
      const files = new Map([["daily", parseSpecFile(JSON.stringify({ ...raw, protect: wanted.protect }), "daily")]]);
      const { rows: shown } = runToEnd(
        compareFiles(files, {
          known: { crons, isComplete: true, patches: capabilities.patches, named: () => crons },
          asThere: (given) => given,
          set: ofSet,
          hasError: () => false,
          others: new Set(),
        }),
      );
      expect(standings[planned?.action ?? "delete"]).toContain(shown[0]?.standing);
    }),
    { numRuns: 1000 },
  );
});
