import { Agent, createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Answers of a gateway in front of the server, which does nothing then. */
const refusals = { unauthorized: 401, forbidden: 403, limited: 429, failed: 500, busy: 503 } as const;

/**
 * What happens to one request on its way. drop: lost before the server. reset: carried out, but the answer is lost.
 * late: carried out only after the client's time-out.
 */
export type Fault = "none" | "drop" | "reset" | "late" | keyof typeof refusals;

export interface FaultProxyOptions {
  /** The server behind it, without a trailing slash. */
  readonly target: string;
  readonly fault: (request: { readonly method: string; readonly path: string }) => Fault | Promise<Fault>;
  /** How long a `late` request is delayed. */
  readonly lateMilliseconds: number;
}

export interface FaultProxy {
  readonly url: string;
  readonly counts: ReadonlyMap<Fault, number>;
  /** Resolves when no request is on its way. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** An HTTP proxy on a free local port that drops, delays and refuses requests on command. */
export async function startFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  const counts = new Map<Fault, number>();
  const underWay = new Set<Promise<void>>();
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const server = createServer((incoming, outgoing) => {
    const handled = handle(options, agent, counts, incoming, outgoing).catch(() => void outgoing.destroy());
    underWay.add(handled);
    void handled.finally(() => underWay.delete(handled));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    close: () => {
      agent.destroy();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function handle(
  options: FaultProxyOptions,
  agent: Agent,
  counts: Map<Fault, number>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const body = await readAll(incoming);
  const fault = await options.fault({ method: incoming.method ?? "GET", path: incoming.url ?? "/" });
  counts.set(fault, (counts.get(fault) ?? 0) + 1);
  if (fault === "drop") {
    outgoing.destroy();
    return;
  }
  if (fault in refusals) {
    const status = refusals[fault as keyof typeof refusals];
    outgoing.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ detail: fault }));
    return;
  }
  if (fault === "late") await new Promise((resolve) => setTimeout(resolve, options.lateMilliseconds));
  const answer = await forward(options.target, agent, incoming, body);
  if (fault === "reset") outgoing.destroy();
  else outgoing.writeHead(answer.status, answer.headers).end(answer.body);
}

interface Forwarded {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

function forward(target: string, agent: Agent, incoming: IncomingMessage, body: Buffer): Promise<Forwarded> {
  const { hostname, port } = new URL(target);
  const headers = { ...incoming.headers, host: `${hostname}:${port}`, connection: "keep-alive" };
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { agent, hostname, port, method: incoming.method, path: incoming.url, headers },
      (answer) => {
        const type = answer.headers["content-type"];
        readAll(answer).then(
          (text) =>
            resolve({
              status: answer.statusCode ?? 500,
              headers: type === undefined ? {} : { "content-type": type },
              body: text,
            }),
          reject,
        );
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
