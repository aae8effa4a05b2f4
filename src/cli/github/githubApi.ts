import { isJsonObject, type JsonValue } from "../../core/base/json";
import { networkReason } from "../../core/server/problems/networkReason";
import { retryAfterSeconds } from "../../core/server/requests/retryDelay";
import type { CliIo } from "../cliIo";
import type { PullRequest } from "./pullRequest";

const timeoutMilliseconds = 30_000;

/** What GitHub answered instead of what was asked for. */
export class GithubFailure extends Error {
  override readonly name = "GithubFailure";

  constructor(
    message: string,
    /** null: no answer came. */
    readonly status: number | null,
    /** The same request may succeed later. */
    readonly isPassing: boolean,
    /** When GitHub says that later is. */
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(message);
  }
}

export interface GithubAnswer {
  readonly json: JsonValue;
  /** There is a page after this one. */
  readonly hasNext: boolean;
}

/** Sends requests to GitHub with the workflow's token; each only once. Rejects with `GithubFailure`. */
export class GithubApi {
  constructor(
    private readonly pull: Pick<PullRequest, "apiUrl" | "token">,
    private readonly clock: CliIo["clock"],
  ) {}

  async send(method: "GET" | "POST" | "PATCH" | "DELETE", path: string, body?: JsonValue): Promise<GithubAnswer> {
    const { response, text } = await this.exchange(method, path, body);
    const { headers, ok, status } = response;
    if (!ok) throw this.failureOf(status, headers, text);
    return { json: jsonOf(text), hasNext: /\brel="next"/.test(headers.get("link") ?? "") };
  }

  private async exchange(method: string, path: string, body: JsonValue | undefined) {
    try {
      const response = await fetch(`${this.pull.apiUrl}${path}`, {
        method,
        headers: {
          accept: "application/vnd.github+json",
          authorization: `Bearer ${this.pull.token}`,
          "user-agent": "langgraph-crons",
          "x-github-api-version": "2022-11-28",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        // The token is for this address alone.
        redirect: "error",
        signal: AbortSignal.timeout(timeoutMilliseconds),
      });
      return { response, text: await response.text() };
    } catch (error) {
      throw new GithubFailure(networkReason(error), null, true);
    }
  }

  /** GitHub says 403 both for what is forbidden and for what is too much; the headers tell which. */
  private failureOf(status: number, headers: Headers, text: string): GithubFailure {
    const json = jsonOf(text);
    const said = isJsonObject(json) && typeof json.message === "string" ? json.message : "";
    const now = this.clock.now();
    const isSpent = headers.get("x-ratelimit-remaining") === "0";
    const reset = Number(headers.get("x-ratelimit-reset"));
    const after =
      retryAfterSeconds(headers.get("retry-after"), now) ??
      (isSpent && reset > 0 ? Math.max(0, Math.ceil(reset - now / 1000)) : null);
    const isLimit = status === 429 || (status === 403 && (isSpent || after !== null));
    return new GithubFailure(
      `HTTP ${status}${said === "" ? "" : `: ${said}`}`,
      status,
      isLimit || status >= 500,
      after,
    );
  }
}

/** null for a text that is not JSON. */
function jsonOf(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
