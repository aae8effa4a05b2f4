import { Readable } from "node:stream";
import { json } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { onTestFinished } from "vitest";
import type { JsonValue } from "../../src/core/base/json";
import { type SeenRequest, startScriptedServer } from "../support/scriptedServer";

/** What becomes of a request: it goes through, is answered here, or its answer is changed on the way back. */
export type Treatment =
  | { readonly kind: "pass" }
  /** It goes through once the promise has come true. */
  | { readonly kind: "hold"; readonly until: Promise<void> }
  | { readonly kind: "answer"; readonly status: number; readonly body: JsonValue }
  | { readonly kind: "change"; readonly change: (body: JsonValue) => JsonValue };

export interface TreatingProxy {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  /** Holds for every request from now on. */
  treat(treatment: (request: SeenRequest) => Treatment): void;
  close(): Promise<void>;
}

/** Headers that belong to one connection, not to the request. */
const hopHeaders = new Set(["connection", "content-length", "host", "keep-alive", "transfer-encoding"]);

/** Like `openTreatingProxy`, for the running test. */
export async function startTreatingProxy(target: string): Promise<TreatingProxy> {
  const proxy = await openTreatingProxy(target);
  onTestFinished(() => proxy.close());
  return proxy;
}

/** An HTTP proxy in front of a real Agent Server: it remembers each request. */
export async function openTreatingProxy(target: string): Promise<TreatingProxy> {
  let treatment: (request: SeenRequest) => Treatment = () => ({ kind: "pass" });
  const server = await startScriptedServer((request, response) => {
    void answer(target, request, treatment(request))
      .then(async ({ status, type, body }) => {
        response.writeHead(status, { "content-type": type });
        await pipeline(body, response);
      })
      .catch(() => response.destroy());
  });
  return {
    url: server.url,
    seen: server.seen,
    close: () => server.close(),
    treat: (next) => {
      treatment = next;
    },
  };
}

async function answer(target: string, request: SeenRequest, treatment: Treatment) {
  const type = "application/json";
  if (treatment.kind === "answer") return { status: treatment.status, type, body: [JSON.stringify(treatment.body)] };
  if (treatment.kind === "hold") await treatment.until;
  const given = await forward(target, request);
  if (treatment.kind !== "change") return given;
  return { ...given, body: [JSON.stringify(treatment.change((await json(given.body)) as JsonValue))] };
}

async function forward(target: string, { method, path, headers, body }: SeenRequest) {
  const sent = Object.entries(headers).filter(([name]) => !hopHeaders.has(name));
  const response = await fetch(target + path, {
    method,
    headers: sent.map(([name, value]): [string, string] => [name, String(value)]),
    ...(body === "" ? {} : { body }),
  });
  const type = response.headers.get("content-type") ?? "application/json";
  // Events of a run come one by one.
  return { status: response.status, type, body: Readable.from(response.body ?? []) };
}
