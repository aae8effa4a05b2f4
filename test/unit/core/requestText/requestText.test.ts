import { transformSync } from "esbuild";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CronArguments } from "../../../../src/core/arguments/cronArguments";
import { parameters } from "../../../../src/core/arguments/parameters";
import type { JsonObject } from "../../../../src/core/base/json";
import { exactRequest } from "../../../../src/core/requestText/exactRequest";
import { type RequestForm, requestForms } from "../../../../src/core/requestText/requestForms";
import { requestText } from "../../../../src/core/requestText/requestText";
import { createRequest } from "../../../../src/core/server/requests/createRequest";
import { parseSpecFile } from "../../../../src/core/specFile/parseSpecFile";
import { withoutSecrets } from "../../../../src/core/specFile/withoutSecrets";
import { largeCases, type RequestCase, requestCases } from "../../../support/requestCases";

const baseUrl = "https://agents.example.com/base";

const common: CronArguments = {
  thread_id: null,
  assistant_id: "agent",
  schedule: "0 9 * * mon-fri",
  timezone: "Europe/Berlin",
  input: { messages: [{ role: "user", content: "What's new?" }] },
  end_time: "2027-01-01T00:00:00Z",
  on_run_completed: "keep",
};

function textOf(form: RequestForm, args: CronArguments, target: { readonly key?: string; readonly url?: string } = {}) {
  const { key = null, url = baseUrl } = target;
  return requestText[form]([exactRequest(args, "daily", { baseUrl: url, keyVariable: key, headerNames: [] })]);
}

describe("a cron that is made every day", () => {
  test("as curl", () => {
    expect(textOf("curl", common, { key: "LANGGRAPH_API_KEY" })).toBe(`\
curl --fail-with-body 'https://agents.example.com/base/runs/crons' \\
  --header 'content-type: application/json' \\
  --header "x-api-key: \${LANGGRAPH_API_KEY:?}" \\
  --data-binary @- <<'JSON'
{
  "assistant_id": "agent",
  "on_run_completed": "keep",
  "schedule": "0 9 * * mon-fri",
  "timezone": "Europe/Berlin",
  "end_time": "2027-01-01T00:00:00+00:00",
  "input": {"messages": [{"role": "user", "content": "What's new?"}]},
  "metadata": {"langgraph_crons_name": "daily"}
}
JSON
`);
  });

  test("with the Python SDK", () => {
    expect(textOf("python", common)).toBe(`\
import asyncio
from datetime import datetime

from langgraph_sdk import get_client


async def main() -> None:
    # Creates a cron each time it runs.
    client = get_client(url="https://agents.example.com/base", api_key=None)
    cron = await client.crons.create(
        assistant_id="agent",
        on_run_completed="keep",
        schedule="0 9 * * mon-fri",
        timezone="Europe/Berlin",
        end_time=datetime.fromisoformat("2027-01-01T00:00:00+00:00"),
        input={"messages": [{"role": "user", "content": "What's new?"}]},
        metadata={"langgraph_crons_name": "daily"},
    )
    print(cron)


asyncio.run(main())
`);
  });

  test("with the JavaScript SDK, and what it can't send", () => {
    const args = { ...common, headers: { "x-team": "red" }, params: { tenant: "acme" } };
    expect(textOf("javascript", args)).toBe(`\
import { Client } from "@langchain/langgraph-sdk";

// For @langchain/langgraph-sdk 1.15. Creates a cron each time it runs.
// headers: this SDK has none for one call, so the client sends them with every call.
// NOT SENT: params. This SDK has no query parameters for one call.
// Version 2.0.0 is an older one and would drop timezone, endTime.
const client = new Client({
  apiUrl: "https://agents.example.com/base",
  apiKey: null,
  defaultHeaders: {"x-team": "red"},
});
const cron = await client.crons.create("agent", {
  onRunCompleted: "keep",
  schedule: "0 9 * * mon-fri",
  timezone: "Europe/Berlin",
  endTime: "2027-01-01T00:00:00+00:00",
  input: {messages: [{role: "user", content: "What's new?"}]},
  metadata: {langgraph_crons_name: "daily"},
});
console.log(cron);
`);
  });

  test("as a file for HTTP clients", () => {
    expect(textOf("http", { ...common, params: { tenant: ["a b", "${env:TENANT}"] } })).toBe(`\
### daily: creates a cron each time it is sent
POST https://agents.example.com/base/runs/crons?tenant=a+b&tenant={{$processEnv TENANT}}
content-type: application/json

{
  "assistant_id": "agent",
  "on_run_completed": "keep",
  "schedule": "0 9 * * mon-fri",
  "timezone": "Europe/Berlin",
  "end_time": "2027-01-01T00:00:00+00:00",
  "input": {"messages": [{"role": "user", "content": "What's new?"}]},
  "metadata": {"langgraph_crons_name": "daily"}
}
`);
  });

  test("several at once are one text of each form", async () => {
    const target = { baseUrl, keyVariable: null, headerNames: [] };
    const two = ["a", "b"].map((name) => exactRequest(common, name, target));
    expect(requestText.python(two).match(/await/g)).toHaveLength(2);
    expect(parseSpecFile(requestText.spec(two), "x").specs.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(await callsOf(requestText.javascript(two), {})).toHaveLength(2);
  });
});

describe("keys", () => {
  const secret = "a1".repeat(20);
  const args: CronArguments = {
    ...common,
    webhook: `https://a.test/hook?token=${secret}`,
    headers: { authorization: "Basic c2hvcnQ=", "x-team": "red" },
    params: { access_token: "short-7" },
    metadata: { auth: { api_key: secret } },
    config: { configurable: { api_key: secret } },
  };

  test.each(requestForms)("are variables as %s, also where no placeholder works", (form) => {
    const text = textOf(form, args, { key: "PROD_KEY" });
    for (const value of ["c2hvcnQ=", "short-7", ...(form === "spec" ? [] : [secret])])
      expect(text).not.toContain(value);
    expect(text).toContain("red");
  });

  test("a spec says where it still holds one", () => {
    expect(textOf("spec", args)).toMatch(/^\/\/ Look at config before you share this: /);
    expect(textOf("spec", args).match(new RegExp(secret, "g"))).toHaveLength(1);
    expect(textOf("spec", common)).not.toContain("//");
  });

  test("two placeholders of one name, and a header of the connection, have variables of their own", () => {
    const given = { ...common, metadata: { a: "${env:TEAM}", b: "${secret:TEAM}", c: "${env:LANGGRAPH_X_TENANT}" } };
    const headerNames = ["X-Tenant", "authorization"];
    const request = exactRequest({ ...given, headers: { Authorization: "${secret:MINE}" } }, null, {
      ...{ baseUrl, keyVariable: "TEAM", headerNames },
    });
    const text = requestText.curl([request]);
    expect(text).toContain('{"a": "${TEAM:?}", "b": "${SECRET_TEAM:?}", "c": "${LANGGRAPH_X_TENANT:?}"}');
    expect(text).toContain('"X-Tenant: ${LANGGRAPH_X_TENANT_2:?}"');
    expect(text.match(/authorization/gi)).toHaveLength(1);
  });
});

describe("any arguments mean the same", () => {
  const expected = ({ resolved, name }: RequestCase) => createRequest(resolved, { name });
  const all = (holds: (given: RequestCase) => void | Promise<void>) =>
    fc.assert(
      fc.asyncProperty(requestCases, async (given) => holds(given)),
      {
        numRuns: 300,
        examples: largeCases.map((given) => [given]),
      },
    );
  const written = ({ args, name, target }: RequestCase, form: RequestForm) =>
    requestText[form]([exactRequest(args, name, { ...target, baseUrl })]);

  test("as a file for HTTP clients", () =>
    all((given) => {
      const [head = "", ...body] = written(given, "http").split("\n\n");
      const [, line = "", , ...headers] = head.split("\n");
      const { path, query, headers: own } = expected(given);
      const [, address = "", search = ""] = /^POST ([^?]*)\??(.*)$/.exec(line) ?? [];
      expect(address).toBe(baseUrl + path);
      expect([...new URLSearchParams(filled(search, given, encodeURIComponent))]).toEqual(wellFormed(query));
      const sent = headers.map((header) => filled(header, given, (value) => value));
      for (const [name, value] of Object.entries(own)) expect(sent).toContain(`${name}: ${value}`);
      const inJson = (value: string) => JSON.stringify(value).slice(1, -1);
      expect(sameText(JSON.parse(filled(body.join("\n\n"), given, inJson)))).toBe(sameText(expected(given).body));
    }));

  test("with the JavaScript SDK", () =>
    all(async (given) => {
      const [call] = await callsOf(written(given, "javascript"), given.variables);
      const { body, headers } = expected(given);
      const { payload = {}, config, thread, assistant } = call ?? {};
      const sent = parameters.flatMap(({ name }) => {
        const key = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
        return key in payload ? [[name, payload[key]]] : [];
      });
      expect(sameText(Object.fromEntries(sent))).toBe(sameText(inOrder(body)));
      expect(assistant).toBe(body.assistant_id);
      expect(Object.keys(payload)).toHaveLength(sent.length);
      expect(thread).toBe(given.args.thread_id ?? undefined);
      expect(config).toMatchObject({ apiUrl: baseUrl, apiKey: given.key ?? null });
      const ofConnection = Object.entries(given.headers).filter(([name]) => !(name in headers));
      expect(config?.defaultHeaders ?? {}).toEqual({ ...Object.fromEntries(ofConnection), ...headers });
    }));

  test("as a spec file", () =>
    all((given) => {
      const { specs, problems } = parseSpecFile(written(given, "spec"), "x");
      expect(problems).toEqual([]);
      const { spec } = withoutSecrets({ ...given.args }, given.name ?? "cron");
      expect(sameText(specs[0]?.arguments ?? null)).toBe(sameText(spec));
      if (given.name !== null && given.name !== "") expect(specs[0]?.name).toBe(given.name);
    }));
});

/** A body's payload for the SDK. */
function inOrder(body: JsonObject): JsonObject {
  return Object.fromEntries(
    parameters.flatMap(({ name }) => (name in body && name !== "assistant_id" ? [[name, body[name] ?? null]] : [])),
  );
}

function filled(text: string, { variables }: RequestCase, written: (value: string) => string): string {
  return text.replace(/\{\{\$processEnv (\w+)\}\}/g, (_, name: string) => written(variables[name] ?? "?"));
}

/** Not `toEqual`, which doesn't see a key that is called `__proto__`. */
function sameText(value: unknown): string {
  return JSON.stringify(value);
}

function wellFormed(query: readonly (readonly [string, string])[]) {
  return query.map((pair) => pair.map((text) => text.toWellFormed()));
}

interface SdkCall {
  readonly config: { readonly defaultHeaders?: unknown };
  readonly thread?: string;
  readonly assistant: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Runs a module with another SDK, which notes how it is called. */
async function callsOf(module: string, env: Readonly<Record<string, string>>): Promise<readonly SdkCall[]> {
  const calls: SdkCall[] = [];
  class Client {
    readonly crons;
    constructor(config: SdkCall["config"]) {
      const note = async (call: Omit<SdkCall, "config">) => void calls.push({ config, ...call });
      this.crons = {
        create: (assistant: string, payload: SdkCall["payload"]) => note({ assistant, payload }),
        createForThread: (thread: string, assistant: string, payload: SdkCall["payload"]) =>
          note({ thread, assistant, payload }),
      };
    }
  }
  const [, ...rest] = module.split("\n");
  const { code } = transformSync(rest.join("\n"), { loader: "ts", target: "esnext", charset: "utf8" });
  const AsyncFunction = (async () => undefined).constructor as new (
    ...parts: string[]
  ) => (...given: unknown[]) => Promise<void>;
  await new AsyncFunction("Client", "process", "console", code)(Client, { env }, { log: () => undefined });
  return calls;
}
