import { beforeAll, describe, expect, test } from "vitest";
import { parameters } from "../../../src/core/arguments/parameters";
import type { JsonObject, JsonValue } from "../../../src/core/base/json";
import { badSpecs } from "../../fixtures/specs/badSpecs";
import { goodChanges, specWith, threadId } from "../../fixtures/specs/goodSpecs";
import { agentServerUrl } from "../../support/agentServerUrl";

const url = agentServerUrl();
const inBody = (key: string) => parameters.find(({ name }) => name === key)?.place ?? "body";
const title = (value: unknown) => JSON.stringify(value).slice(0, 60);

let realThread: string;

beforeAll(async () => {
  const answer = await fetch(`${url}/threads`, { method: "POST", body: "{}" });
  realThread = (await answer.json()).thread_id;
});

/** Posts a spec as it is, right or wrong; paused, since one development server stops for a cron with an end. */
async function post(spec: JsonObject): Promise<"takes" | "refuses" | "drops"> {
  const { thread_id, ...rest } = spec;
  const body = Object.entries(rest).filter(([key]) => inBody(key) === "body");
  const thread = thread_id === threadId ? realThread : thread_id;
  const path = thread === null ? "/runs/crons" : `/threads/${encodeURIComponent(String(thread))}/runs/crons`;
  const request = { method: "POST", body: JSON.stringify({ enabled: false, ...Object.fromEntries(body) }) };
  const answer = await fetch(`${url}${path}`, request).catch(() => undefined);
  if (answer === undefined || answer.status === 500) return "drops";
  if (answer.status >= 400) return "refuses";
  const { cron_id }: { readonly cron_id: string } = await answer.json();
  await fetch(`${url}/runs/crons/${cron_id}`, { method: "DELETE" });
  return "takes";
}

describe("the official server agrees", () => {
  test.each(goodChanges.map((change) => [title(change), change] as const))(
    "with the good spec %s",
    async (_, change) => {
      expect(await post(specWith(change))).toBe("takes");
    },
  );

  const sent = badSpecs.filter(({ server }) => server !== "unsent");
  test.each(sent.map((bad) => [bad.server, bad.code, title(bad.change), bad] as const))(
    "%s what is %s: %s",
    async (_, _code, _title, { change, server }) => {
      expect(await post(specWith(change as Readonly<Record<string, JsonValue>>))).toBe(server);
    },
  );
});
