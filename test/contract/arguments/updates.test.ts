import { expect, test } from "vitest";
import type { CronArguments, RawArguments } from "../../../src/core/arguments/cronArguments";
import { readCronArguments } from "../../../src/core/checks/checkArguments";
import { cronToArguments } from "../../../src/core/compare/cronToArguments";
import { planUpdate } from "../../../src/core/compare/planUpdate";
import { argumentsHash, cronHash } from "../../../src/core/lifecycle/onServer/cronHash";
import type { Cron } from "../../../src/core/server/cron";
import { createAgentServer } from "../../../src/core/server/httpAgentServer";
import { createRequest } from "../../../src/core/server/requests/createRequest";
import { goodChanges, specWith, threadId } from "../../fixtures/specs/goodSpecs";
import { agentServerUrl } from "../../support/agentServerUrl";
import { canaryKey } from "../../support/canary";

const server = createAgentServer({
  baseUrl: agentServerUrl(),
  headers: {},
  apiKey: canaryKey,
  timeoutMilliseconds: 30_000,
});

function argumentsOf(raw: RawArguments): CronArguments {
  const read = readCronArguments(raw);
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value;
}

/** Does what the plan says. */
async function apply(args: CronArguments, cron: Cron): Promise<Cron> {
  const plan = planUpdate(args, cron);
  if (plan.kind === "none") return cron;
  if (plan.kind === "patch") return server.patchCron(cron.cron_id, plan.body);
  await server.deleteCron(cron.cron_id);
  return server.createCron(createRequest(args, { name: "walk" }));
}

test("updates one cron to every good spec, each time with nothing left to update and nothing lost in an export", async () => {
  const thread = (await server.createThread()).thread_id;
  // The development server stops for an enabled cron with an end, so those with an end are paused.
  const specs = [...goodChanges, ...goodChanges.toReversed()].map((change) => {
    const spec = specWith(change);
    const own = spec.thread_id === threadId ? { thread_id: thread } : {};
    return argumentsOf({ ...spec, ...own, ...("end_time" in spec ? { enabled: false } : {}) });
  });
  const [first, ...rest] = specs;
  if (first === undefined) throw new Error("There are no good specs.");
  let cron = await server.createCron(createRequest(first, { name: "walk" }));
  try {
    for (const args of rest) {
      cron = await apply(args, cron);
      const stored = await server.getCron(cron.cron_id);
      expect(planUpdate(args, stored), JSON.stringify(args)).toEqual({ kind: "none" });
      expect(await cronHash(stored), JSON.stringify(args)).toBe(await argumentsHash(args));
      const exported = cronToArguments(stored);
      expect(exported.name).toBe("walk");
      expect(planUpdate(argumentsOf(exported.arguments), stored), JSON.stringify(args)).toEqual({ kind: "none" });
    }
  } finally {
    await server.deleteCron(cron.cron_id);
  }
});
