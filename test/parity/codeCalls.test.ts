import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CronArguments } from "../../src/core/arguments/cronArguments";
import { readCronArguments } from "../../src/core/checks/checkArguments";
import { codeCalls } from "../../src/core/fromCode/codeCalls";
import { createAgentServer } from "../../src/core/server/httpAgentServer";
import { createRequest } from "../../src/core/server/requests/createRequest";
import { readSnippets } from "../fixtures/code/codeSnippets";
import { hostileTexts } from "../fixtures/hostileTexts";
import { runModules, runPythonScripts } from "../support/foreignScripts";
import { agentServerPython } from "../support/python";
import { type ScriptedServer, type SeenRequest, startScriptedServer } from "../support/scriptedServer";

let server: ScriptedServer;

beforeAll(async () => {
  server = await startScriptedServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
});
afterAll(() => server.close());

/** The creates since `begin`, which may be followed by other requests. */
const createsSince = (begin: number) =>
  server.seen
    .slice(begin)
    .filter(({ method }) => method === "POST")
    .map(meaning);
const meaning = ({ body, headers, method, path }: SeenRequest) => ({
  method,
  path,
  team: headers["x-team"],
  // Our client writes each moment in one form.
  body: JSON.parse(body, (key, value) => (key === "end_time" ? Date.parse(value) : value)),
});

/** What our own client sends for a snippet's call. */
async function sendOurs({ code, language }: (typeof readSnippets)[number]): Promise<void> {
  const client = createAgentServer({
    baseUrl: server.url,
    apiKey: undefined,
    headers: {},
    timeoutMilliseconds: 10_000,
  });
  for (const { reading } of codeCalls(code, language)) {
    const read = reading.kind === "read" ? readCronArguments(reading.arguments) : undefined;
    if (read?.ok !== true) throw new Error(`Not read: ${code}`);
    const args: CronArguments = read.value;
    // The recording server answers with nothing.
    await client.createCron(createRequest(args, { name: null })).catch(() => undefined);
  }
}

/** Runs a snippet of Python with what it needs; as in a notebook, it may wait at its top level. */
const pythonScript = (code: string) => `
import ast, asyncio, inspect
from datetime import datetime, timezone
from zoneinfo import ZoneInfo
from langgraph_sdk import get_client, get_sync_client
URL = ${JSON.stringify(server.url)}
scope = {**globals(), "client": get_client(url=URL, api_key=None)}
ended = eval(compile(${JSON.stringify(code)}, "snippet.py", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT), scope)
if inspect.iscoroutine(ended):
    asyncio.run(ended)
`;

const scriptModule = (code: string) => `import { Client } from "@langchain/langgraph-sdk";
const client = new Client({ apiUrl: ${JSON.stringify(server.url)}, apiKey: null });
${code}`;

describe("what is read from code is what the code sends", () => {
  test.each([
    ["python", pythonScript, runPythonScripts],
    ["script", scriptModule, runModules],
  ] as const)("in %s", async (language, runnable, run) => {
    const snippets = readSnippets.filter((snippet) => snippet.language === language);
    const begin = server.seen.length;
    for (const snippet of snippets) await sendOurs(snippet);
    const ours = createsSince(begin);
    const then = server.seen.length;
    const said = await run(snippets.map(({ code }) => ({ text: runnable(code), variables: {} })));
    expect(createsSince(then), said).toEqual(ours);
    expect(ours).toHaveLength(snippets.length);
  });
});

const seed = Math.floor(Math.random() * 2 ** 31);

/** Writes each text in Python's ways, one list a text. */
const writer = `
import json, sys
for text in json.load(sys.stdin):
    formatted = "f" + repr(text).replace("{", "{{").replace("}", "}}")
    print(json.dumps([repr(text), ascii(text), formatted, repr([text])[1:-1], '"a" ' + repr(text)]))
`;

test(`texts as Python itself writes them are read as themselves, seed ${seed}`, () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string(),
    fc.constantFrom(...hostileTexts.filter(({ length }) => length < 500)),
  );
  const texts = fc.sample(text, { numRuns: 300, seed }).map((each) => each.toWellFormed());
  const { stdout } = spawnSync(agentServerPython(), ["-c", writer], {
    input: JSON.stringify(texts),
    encoding: "utf8",
    maxBuffer: 2 ** 24,
  });
  const written = stdout.trimEnd().split("\n");
  expect(written).toHaveLength(texts.length);
  for (const [index, forms] of written.entries()) {
    const said = texts[index] ?? "";
    const literals: readonly string[] = JSON.parse(forms);
    for (const [form, literal] of literals.entries()) {
      const [call] = codeCalls(`client.crons.create("a", schedule=${literal})`, "python");
      const read = call?.reading.kind === "read" ? call.reading.arguments.schedule : call?.reading;
      expect(read, literal).toBe(form === literals.length - 1 ? `a${said}` : said);
    }
  }
});
