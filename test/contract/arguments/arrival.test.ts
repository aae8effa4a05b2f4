import { expect, test } from "vitest";
import { parameters } from "../../../src/core/arguments/parameters";
import type { JsonObject } from "../../../src/core/base/json";
import { readCronArguments } from "../../../src/core/checks/checkArguments";
import { createAgentServer } from "../../../src/core/server/httpAgentServer";
import { createRequest } from "../../../src/core/server/requests/createRequest";
import { parseSpecFile } from "../../../src/core/specFile/parseSpecFile";
import { agentServerUrl } from "../../support/agentServerUrl";
import { canaryKey } from "../../support/canary";
import { yearOfNext } from "../../support/yearOfNext";
import { askSdk } from "./sdk";

/** Every parameter, none at its default. Paused: one development server stops for a cron with an end. */
const everything: JsonObject = {
  assistant_id: "report",
  schedule: "27 15 1 1 *",
  timezone: "Europe/Berlin",
  end_time: "2030-01-01T00:00:00+01:00",
  enabled: false,
  input: { messages: [{ role: "user", content: "hello! <b>&</b> 👍" }] },
  context: { audience: "everyone" },
  config: { tags: ["nightly"], recursion_limit: 7 },
  metadata: { team: "support", nested: { list: [1, null] } },
  multitask_strategy: "interrupt",
  durability: "exit",
  interrupt_before: ["review"],
  interrupt_after: "*",
  webhook: "http://10.0.0.1/hook?a=b",
  checkpoint_during: false,
  stream_mode: ["updates", "custom"],
  stream_subgraphs: true,
  stream_resumable: true,
  headers: { "x-team": "red" },
  params: { tenant: "acme", list: [1, 2] },
};

const server = createAgentServer({
  baseUrl: agentServerUrl(),
  headers: {},
  apiKey: canaryKey,
  timeoutMilliseconds: 30_000,
});

test.each([
  ["on a thread", async () => ({ thread_id: (await server.createThread()).thread_id })],
  ["without a thread", async () => ({ thread_id: null, on_run_completed: "keep" })],
])("every parameter of a spec file arrives in the stored cron, %s", async (_, target) => {
  const spec: JsonObject = { ...everything, ...(await target()) };
  const [parsed] = parseSpecFile(JSON.stringify({ ...spec, name: "all" }), "x").specs;
  const args = readCronArguments(parsed?.arguments ?? {});
  if (!args.ok) throw new Error(JSON.stringify(args.failure));
  const made = await server.createCron(createRequest(args.value, { name: "all" }));
  try {
    const [crons] = await askSdk([{ crons: agentServerUrl(), thread: args.value.thread_id }]);
    const read = (crons as readonly StoredCron[]).find(({ cron_id }) => cron_id === made.cron_id);
    expect(read?.assistant_id).toBe(made.assistant_id);
    expect(read).toMatchObject({
      thread_id: args.value.thread_id,
      schedule: spec.schedule,
      timezone: spec.timezone,
      end_time: spec.end_time,
      enabled: false,
      metadata: { ...(spec.metadata as JsonObject), langgraph_crons_name: "all" },
      next_run_date: `${yearOfNext(14, 27)}-01-01T14:27:00+00:00`,
      on_run_completed: spec.on_run_completed ?? null,
    });
    const inBody = parameters.filter(({ place, name }) => place === "body" && Object.hasOwn(spec, name));
    for (const { name } of inBody.filter((parameter) => !apart.includes(parameter.name))) {
      expect([name, read?.payload[name]]).toEqual([name, spec[name]]);
    }
    expect(read?.payload.config).toMatchObject(spec.config as JsonObject);
  } finally {
    await server.deleteCron(made.cron_id);
  }
});

interface StoredCron extends JsonObject {
  readonly cron_id: string;
  readonly assistant_id: string;
  readonly payload: JsonObject;
}

/** The server adds to these; they are looked at by themselves. */
const apart: readonly string[] = ["assistant_id", "config", "metadata"];

test("the spec above has every parameter", () => {
  const missing = parameters.filter(({ name }) => !Object.hasOwn(everything, name)).map(({ name }) => name);
  expect(missing).toEqual(["thread_id", "on_run_completed"]);
});
