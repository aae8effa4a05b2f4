import { createServer, request as httpRequest, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export interface PassedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

export interface Gateway {
  readonly url: string;
  /** Requests in the order of arrival. */
  readonly requests: PassedRequest[];
  close(): Promise<void>;
}

export interface GatewayOptions {
  /** The server behind it, without a trailing slash. */
  readonly target: string;
  /** Like a deployment on LangSmith: all requests but `/info` need this key in `x-api-key`. */
  readonly key?: string;
}

/** A gateway in front of a real Agent Server, as in deployments: checks the key, notes and forwards each request. */
export async function startGateway({ target, key }: GatewayOptions): Promise<Gateway> {
  const requests: PassedRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    const { method = "GET", url = "/", headers } = incoming;
    requests.push({ method, path: url, headers });
    if (key !== undefined && url !== "/info" && headers["x-api-key"] !== key) {
      outgoing.writeHead(403, { "content-type": "application/json" }).end('{"detail":"Invalid token"}');
      return;
    }
    const passed = httpRequest(
      target + url,
      { method, headers: { ...headers, host: new URL(target).host } },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    passed.on("error", () => outgoing.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
