import type { ServerResponse } from "node:http";
import type { SeenRequest } from "./scriptedServer";

export const aegraAssistant = "7a25782c-d5be-50fd-a601-f190f0adffa0";
export const aegraThreads = Array.from({ length: 1_500 }, (_, index) => threadId(index));

/** The UUID of a made-up thread. */
export function threadId(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
}

/** The answers of Aegra 0.11.0, with refusals byte for byte; `test/aegra` checks the same on a real one. */
export function answerLikeAegra({ method, path, body }: SeenRequest, response: ServerResponse): void {
  const [status, answer] = answerTo(`${method} ${path}`, body === "" ? {} : JSON.parse(body));
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
}

type Body = { readonly [key: string]: unknown };

function answerTo(request: string, body: Body): readonly [status: number, answer: unknown] {
  const [, one] = /^GET \/threads\/([^/]+)$/.exec(request) ?? [];
  if (one !== undefined) return aegraThreads.includes(one) ? [200, thread(one)] : notFound(`Thread '${one}'`);
  switch (request) {
    case "GET /info":
      return [200, { name: "Aegra", version: "0.11.0", flags: { assistants: true, crons: true } }];
    case "POST /threads/search":
      if (body.select !== undefined) return refusal("select", "Value error, select projection is not supported");
      return [200, pageOf(aegraThreads, body).map(thread)];
    case "POST /assistants/search":
      if (Number(body.limit) > 100) return refusal("limit", "Input should be less than or equal to 100");
      return [200, pageOf(assistants, body).filter(({ graph_id }) => (body.graph_id ?? graph_id) === graph_id)];
    case `GET /assistants/${aegraAssistant}/graph`:
      return [200, { nodes: [{ id: "__start__" }, { id: "remember" }, { id: "__end__" }], edges: [] }];
    case "GET /assistants/look/graph":
    case "GET /assistants/unknown/graph":
      return notFound("Assistant 'look'");
    case "POST /runs/crons/search":
      return [200, pageOf([aegraCron], body)];
    case `PATCH /runs/crons/${aegraCron.cron_id}`:
      return [200, { ...aegraCron, ...body }];
    default:
      return [405, { detail: "Method Not Allowed" }];
  }
}

function pageOf<Row>(rows: readonly Row[], { limit = 10, offset = 0 }: Body): readonly Row[] {
  return rows.slice(Number(offset), Number(offset) + Number(limit));
}

function refusal(key: string, msg: string): readonly [number, unknown] {
  return [422, { detail: [{ type: "value_error", loc: ["body", key], msg, input: null, ctx: { error: {} } }] }];
}

function notFound(what: string): readonly [number, unknown] {
  return [404, { error: "not_found", message: `${what} not found`, details: null }];
}

const dates = { created_at: "2026-11-26T04:06:46.736296Z", updated_at: "2026-11-26T04:06:46.736296Z" };
const thread = (thread_id: string) => ({ thread_id, status: "idle", metadata: {}, user_id: "anonymous", ...dates });
const assistants = Array.from({ length: 250 }, (_, index) => ({
  assistant_id: index === 0 ? aegraAssistant : threadId(1000 + index),
  graph_id: index === 0 ? "look" : `graph ${index}`,
  name: index === 0 ? "look" : `graph ${index}`,
  version: 1,
  ...dates,
}));
export const aegraCron = {
  cron_id: threadId(1),
  assistant_id: aegraAssistant,
  thread_id: null,
  on_run_completed: null,
  end_time: null,
  schedule: "0 7 * * *",
  payload: { input: {}, timezone: "Europe/Berlin" },
  user_id: "anonymous",
  next_run_date: "2026-11-27T06:00:00Z",
  metadata: { owner: "user-1", team: "a" },
  enabled: true,
  ...dates,
};
