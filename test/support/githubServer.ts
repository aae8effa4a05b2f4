import { isJsonObject, type JsonObject } from "../../src/core/base/json";
import { type ScriptedServer, type SeenRequest, startScriptedServer } from "./scriptedServer";

export interface GithubComment {
  readonly id: number;
  readonly body: string;
  readonly user: { readonly login: string; readonly type: "Bot" | "User" };
}

interface Answer {
  readonly status: number;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface GithubServer extends ScriptedServer {
  /** The oldest first. */
  comments: GithubComment[];
  /** Who the token is; undefined: a workflow's own, which may not ask. */
  person: string | undefined;
  /** Answers instead of GitHub. `afterwards`: once it was carried out, so that its answer is lost. */
  before: (request: SeenRequest) => (Answer & { readonly afterwards?: true }) | undefined;
}

export const workflowBot = { login: "github-actions[bot]", type: "Bot" } as const;
const repository = "team/agents";
/** The words that GitHub says to a workflow's token that may not do something. */
const forbidden: Answer = { status: 403, json: { message: "Resource not accessible by integration" } };

/** GitHub's API of comments, as its documentation describes it, in memory: 30 a page by default, links to other pages. */
export async function startGithubServer(): Promise<GithubServer> {
  const server = await startScriptedServer((request, response) => {
    const forced = state.before(request);
    const real = forced === undefined || forced.afterwards === true ? answer(request, state) : undefined;
    const { headers, json, status } = forced ?? real ?? forbidden;
    response
      .writeHead(status, { "content-type": "application/json", ...headers })
      .end(json === undefined ? undefined : JSON.stringify(json));
  });
  const initial: Omit<GithubServer, keyof ScriptedServer> = {
    comments: [],
    person: undefined,
    before: () => undefined,
  };
  const state: GithubServer = Object.assign(server, initial);
  return state;
}

function answer({ body, headers, method, path }: SeenRequest, state: GithubServer): Answer {
  if (!/^Bearer \S+$/.test(headers.authorization ?? "")) return { status: 401, json: { message: "Bad credentials" } };
  const url = new URL(path, state.url);
  if (url.pathname === "/user")
    return state.person === undefined ? forbidden : { status: 200, json: { login: state.person } };
  const given: JsonObject = body === "" ? {} : JSON.parse(body);
  if (url.pathname === `/repos/${repository}/issues/7/comments`) {
    return method === "GET" ? listed(url, state) : created(given, state);
  }
  const id = Number(new RegExp(`^/repos/${repository}/issues/comments/(\\d+)$`).exec(url.pathname)?.[1]);
  const found = state.comments.find((comment) => comment.id === id);
  if (found === undefined) return { status: 404, json: { message: "Not Found" } };
  if (method === "DELETE") {
    state.comments = state.comments.filter((comment) => comment !== found);
    return { status: 204 };
  }
  return checked(given, (text) => {
    state.comments = state.comments.map((comment) => (comment === found ? { ...found, body: text } : comment));
    return { status: 200, json: { ...found, body: text } };
  });
}

function listed(url: URL, { comments }: GithubServer): Answer {
  const size = Math.min(100, Number(url.searchParams.get("per_page") ?? 30));
  const page = Number(url.searchParams.get("page") ?? 1);
  const next = new URL(url);
  next.searchParams.set("page", String(page + 1));
  const hasNext = page * size < comments.length;
  return {
    status: 200,
    json: comments.slice((page - 1) * size, page * size),
    headers: hasNext ? { link: `<${next.href}>; rel="next", <${next.href}>; rel="last"` } : {},
  };
}

function created(given: JsonObject, state: GithubServer): Answer {
  return checked(given, (body) => {
    const user = state.person === undefined ? workflowBot : ({ login: state.person, type: "User" } as const);
    const comment = { id: 1000 + state.comments.length, body, user };
    state.comments = [...state.comments, comment];
    return { status: 201, json: comment };
  });
}

function checked(given: JsonObject, write: (body: string) => Answer): Answer {
  const { body } = isJsonObject(given) ? given : {};
  const isTaken = typeof body === "string" && body.trim() !== "" && body.length <= 65_536;
  return isTaken ? write(body) : { status: 422, json: { message: "Validation Failed" } };
}

/** The variables of a workflow that runs for pull request 7, and the event that its file tells. */
export function pullRequestRun(server: Pick<GithubServer, "url">, { fork = false, run = 100 } = {}) {
  const head = {
    sha: "0123456789abcdef0123456789abcdef01234567",
    repo: { full_name: fork ? "other/agents" : repository },
  };
  return {
    event: { pull_request: { number: 7, head, base: { repo: { full_name: repository } } } },
    env: {
      GITHUB_EVENT_NAME: "pull_request",
      GITHUB_EVENT_PATH: "event.json",
      GITHUB_REPOSITORY: repository,
      GITHUB_API_URL: server.url,
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_RUN_ID: String(run),
      GITHUB_TOKEN: "ghs_of-the-test",
    },
  };
}
