import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parameters } from "../../src/core/arguments/parameters";
import { exactRequest } from "../../src/core/requestText/exactRequest";
import type { RequestForm } from "../../src/core/requestText/requestForms";
import { requestText } from "../../src/core/requestText/requestText";
import { createAgentServer } from "../../src/core/server/httpAgentServer";
import { createRequest } from "../../src/core/server/requests/createRequest";
import { connectionHeaders } from "../support/argumentSets";
import { runModules, runPythonScripts } from "../support/foreignScripts";
import { largeCases, type RequestCase, requestCases } from "../support/requestCases";
import { type ScriptedServer, type SeenRequest, startScriptedServer } from "../support/scriptedServer";

const seed = Math.floor(Math.random() * 2 ** 31);
const basePath = "/base [1]";

let server: ScriptedServer;

beforeAll(async () => {
  server = await startScriptedServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
});
afterAll(() => server.close());

const ofClients: readonly string[] = [...connectionHeaders, "accept-language", "sec-fetch-mode"];

/** Everything about a request that the server can act on. */
function meaning({ body, headers, method, path }: SeenRequest) {
  const url = new URL(path, "http://server.test");
  const own = Object.entries(headers).filter(([name]) => !ofClients.includes(name));
  return {
    method,
    path: url.pathname,
    query: [...url.searchParams],
    headers: Object.fromEntries(own),
    type: headers["content-type"],
    body: JSON.parse(body),
  };
}

/** What the product's own client sends. */
async function sentByUs({ headers, key, name, resolved }: RequestCase) {
  const before = server.seen.length;
  const client = createAgentServer({
    baseUrl: server.url + encodeURI(basePath),
    ...{ headers, apiKey: key, timeoutMilliseconds: 10_000 },
  });
  // The recording server answers with nothing.
  await client.createCron(createRequest(resolved, { name })).catch(() => undefined);
  const [request] = server.seen.slice(before);
  if (request === undefined) throw new Error("Nothing was sent.");
  return meaning(request);
}

function textOf({ args, name, target }: RequestCase, form: RequestForm): string {
  return requestText[form]([exactRequest(args, name, { ...target, baseUrl: server.url + encodeURI(basePath) })]);
}

async function expectSame(
  cases: readonly RequestCase[],
  form: RequestForm,
  run: () => Promise<string>,
  unlike: Partial<ReturnType<typeof meaning>> = {},
) {
  const ours = [];
  for (const each of cases) ours.push(await sentByUs(each));
  const before = server.seen.length;
  const said = await run();
  const theirs = server.seen.slice(before).map(meaning);
  for (const [index, expected] of ours.entries()) {
    const about = () => `${textOf(cases[index] as RequestCase, form)}\n${said}`;
    expect(theirs[index], about()).toEqual({ ...expected, ...unlike });
  }
  expect(theirs).toHaveLength(cases.length);
}

function sample(count: number): readonly RequestCase[] {
  const cases = fc.sample(requestCases, { numRuns: count, seed });
  // Every parameter took part, or this would prove little.
  for (const { name } of parameters) expect(cases.some(({ args }) => Object.hasOwn(args, name))).toBe(true);
  return cases;
}

/** Another way to quote than the product's. */
const assigned = (name: string, value: string) => `${name}='${value.replaceAll("'", `'"'"'`)}'; export ${name}`;

async function runIn(shell: string, cases: readonly RequestCase[]): Promise<string> {
  const script = cases.map((each) =>
    [...Object.entries(each.variables).map(([name, value]) => assigned(name, value)), textOf(each, "curl")].join("\n"),
  );
  const child = spawn(shell, [], { stdio: ["pipe", "ignore", "pipe"], env: { PATH: process.env.PATH ?? "" } });
  const errors: string[] = [];
  child.stderr.setEncoding("utf8").on("data", (line: string) => errors.push(line));
  child.stdin.end(script.join("\n"));
  await once(child, "close");
  return errors.join("").slice(-2000);
}

function scriptsOf(cases: readonly RequestCase[], form: RequestForm) {
  return cases.map((each) => ({ text: textOf(each, form), variables: each.variables }));
}

describe(`what is copied sends the request of the form, seed ${seed}`, () => {
  test.each(["/bin/sh", "/bin/bash", "/usr/bin/zsh"].filter(existsSync))("as curl in %s", async (shell) => {
    const cases = [...sample(150), ...largeCases];
    await expectSame(cases, "curl", () => runIn(shell, cases));
  });

  test("with the Python SDK", async () => {
    const cases = [...sample(200), ...largeCases];
    await expectSame(cases, "python", () => runPythonScripts(scriptsOf(cases, "python")));
  });

  test("with the JavaScript SDK, but for the query that it can't send", async () => {
    const cases = [...sample(200), ...largeCases];
    await expectSame(cases, "javascript", () => runModules(scriptsOf(cases, "javascript")), { query: [] });
  });
});
