import { spawn } from "node:child_process";
import type { ServerResponse } from "node:http";
import { createGzip, gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { createAgentServer } from "../../../../../src/core/server/httpAgentServer";
import { largestAnswerBytes } from "../../../../../src/core/server/requests/readBody";
import { problemOf } from "../../../../support/failureOf";
import { inProject } from "../../../../support/paths";
import { type ScriptedServer, startScriptedServer } from "../../../../support/scriptedServer";

const servers: ScriptedServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function listen(answer: (response: ServerResponse) => void): Promise<string> {
  const server = await startScriptedServer((_, response) => answer(response));
  servers.push(server);
  return server.url;
}

const client = (baseUrl: string) =>
  createAgentServer({ baseUrl, headers: {}, apiKey: undefined, timeoutMilliseconds: 60_000 });

const megabyte = Buffer.alloc(1024 * 1024, " ");

/** So many megabytes of blanks, never more than one at a time in memory. */
function drip(stream: NodeJS.WritableStream, megabytes: number): void {
  let left = megabytes;
  const more = () => {
    while (left > 0) {
      left -= 1;
      if (!stream.write(megabyte)) return;
    }
    stream.end('{"version":"0.16.7"}');
  };
  stream.on("drain", more).on("error", () => undefined);
  more();
}

function bomb(response: ServerResponse, megabytes: number): void {
  response.writeHead(200, { "content-encoding": "gzip" }).on("error", () => undefined);
  const gzip = createGzip({ level: 1 });
  gzip.pipe(response);
  drip(gzip, megabytes);
}

const tooLarge = { kind: "tooLarge", megabytes: 32 };

test("the limit is as it is said", () => expect(largestAnswerBytes).toBe(tooLarge.megabytes * 1024 * 1024));

test("an answer up to the limit is accepted, one byte more is not", async () => {
  const text = '{"version":"0.16.7"}';
  for (const [more, outcome] of [
    [0, "0.16.7"],
    [1, tooLarge],
  ] as const) {
    const url = await listen((response) =>
      response.writeHead(200).end(text + " ".repeat(largestAnswerBytes - text.length + more)),
    );
    const answer = client(url).info();
    if (outcome === "0.16.7") expect((await answer).version).toBe(outcome);
    else expect(await problemOf(answer)).toEqual(outcome);
  }
});

test("letters of several bytes, cut between two pieces of an answer, stay whole", async () => {
  const bytes = Buffer.from('{"version":"1.2.3 – ünï🙂code"}');
  const url = await listen((response) => {
    response.writeHead(200);
    const next = (index: number): void => {
      if (index === bytes.length) response.end();
      else response.write(bytes.subarray(index, index + 1), () => setImmediate(next, index + 1));
    };
    next(0);
  });
  expect((await client(url).info()).version).toBe("1.2.3 – ünï🙂code");
});

test("a refusal of any size is still that refusal", async () => {
  const url = await listen((response) => {
    response.writeHead(403);
    drip(response, 100);
  });
  expect((await problemOf(client(url).info())).kind).toBe("unauthorized");
});

test("a compressed answer is read", async () => {
  const url = await listen((response) =>
    response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync('{"version":"0.16.7"}')),
  );
  expect((await client(url).info()).version).toBe("0.16.7");
});

test.each([
  ["of 210 MB", (response: ServerResponse) => drip(response.writeHead(200), 210)],
  ["of 2 GB, compressed to 9 MB", (response: ServerResponse) => bomb(response, 2_048)],
])(
  "an answer %s is not accepted, and needs little memory",
  async (_, answer) => {
    const asked = await askInSmallProcess(await listen(answer));
    expect(asked.problem).toEqual(tooLarge);
    expect(asked.megabytes).toBeLessThan(200);
  },
  60_000,
);

/** Asks from a process of its own, with a heap too small for such an answer; tells the most memory that it had. */
async function askInSmallProcess(url: string): Promise<{ readonly problem: unknown; readonly megabytes: number }> {
  const script = inProject("test", "support", "askInfo.ts");
  const node = spawn(
    process.execPath,
    ["--max-old-space-size=96", inProject("scripts", "runTypeScript.mjs"), script, url],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let output = "";
  for await (const chunk of node.stdout) output += String(chunk);
  return JSON.parse(output);
}
