import type { Page, ThreadQuery } from "../../../src/core/server/agentServer";
import type { Run, Thread } from "../../../src/core/server/cron";
import { type ScriptedServer, startScriptedServer } from "../../support/scriptedServer";
import type { MemoryServer } from "./memoryServer";

/** What a server in memory has of crons, threads and runs, over HTTP; reading only. */
export function startMemoryHttp(memory: MemoryServer): Promise<ScriptedServer> {
  return startScriptedServer((request, response) => {
    const answer = (status: number, json: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
    found(memory, request.path, request.body).then(
      (json) => answer(200, json),
      () => answer(404, { detail: "Not Found" }),
    );
  });
}

async function found({ api, info }: MemoryServer, address: string, body: string): Promise<unknown> {
  const { pathname, searchParams } = new URL(address, "http://memory");
  const sent = (body === "" ? {} : JSON.parse(body)) as ThreadQuery & { readonly sort_by?: "created_at" } & {
    readonly select?: readonly string[];
  };
  const [, threadId, what] = /^\/threads\/([^/]+)(\/runs)?$/.exec(pathname) ?? [];
  if (pathname === "/info") return { version: info.version, flags: { crons: info.hasCrons } };
  if (pathname === "/runs/crons/search") return api.searchCrons(sent);
  if (pathname === "/threads/search") {
    const { sort_by: sortBy, select, ...query } = sent;
    const threads = await api.searchThreads({
      ...query,
      ...(sortBy === undefined ? {} : { sortBy }),
      withError: select === undefined,
    });
    return threads.map(threadJson);
  }
  if (threadId === undefined) return api.getCron(pathname.slice("/runs/crons/".length));
  if (what === undefined) return threadJson(await api.getThread(threadId));
  const page: Page = { limit: Number(searchParams.get("limit")), offset: Number(searchParams.get("offset")) };
  return (await api.runs(threadId, page)).map(runJson);
}

/** What a thread waits for stands by the id of its task. */
function threadJson({ interrupts, ...thread }: Thread) {
  return { ...thread, interrupts: interrupts.length === 0 ? {} : { task: interrupts } };
}

/** The cron that started a run is in its configuration. */
function runJson({ cron_id, ...run }: Run) {
  return { ...run, metadata: {}, kwargs: { config: { configurable: { cron_id } } } };
}
