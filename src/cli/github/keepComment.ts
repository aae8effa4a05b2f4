import { isJsonObject, type JsonValue } from "../../core/base/json";
import { maximumTries, retryDelay } from "../../core/server/requests/retryDelay";
import type { CliIo } from "../cliIo";
import { GithubApi, GithubFailure } from "./githubApi";
import type { PullRequest } from "./pullRequest";

/** A comment of which a pull request has one, however often it is written. */
export interface KeptComment {
  /** What tells it from all others: no two calls that say different things have the same. */
  readonly key: string;
  /** Markdown. */
  readonly text: string;
  /** Written only if it is there already: it says nothing new. */
  readonly isQuiet: boolean;
}

/** newer: a later run has written it, which is left as it is. */
export type CommentOutcome = "created" | "updated" | "none" | "newer";

/**
 * Writes the comment, or writes it anew where it is. A try that failed is repeated from the search on, so that a create
 * whose answer was lost makes no second comment. Rejects with `GithubFailure`.
 */
export async function keepComment(
  pull: PullRequest,
  comment: KeptComment,
  clock: CliIo["clock"],
): Promise<CommentOutcome> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await tryOnce(new GithubApi(pull, clock), pull, comment);
    } catch (error) {
      if (!(error instanceof GithubFailure) || !error.isPassing || tries === maximumTries) throw error;
      const delay = retryDelay(tries, error.retryAfterSeconds, () => 0);
      if (delay === null) throw error;
      await clock.sleep(delay);
    }
  }
}

async function tryOnce(api: GithubApi, pull: PullRequest, comment: KeptComment): Promise<CommentOutcome> {
  const { isQuiet, key, text } = comment;
  const body = `${startOf(key)}${pull.run} -->\n${text}`;
  const comments = `/repos/${pull.repository}/issues`;
  const [found, ...others] = await ownComments(api, pull, startOf(key));
  if (found === undefined) {
    if (isQuiet) return "none";
    await api.send("POST", `${comments}/${pull.number}/comments`, { body });
    return "created";
  }
  if ([found, ...others].some(({ run }) => run > pull.run)) return "newer";
  await api.send("PATCH", `${comments}/comments/${found.id}`, { body });
  // Two runs at the same time have made two; the later one is old from now on.
  for (const { id } of others) await api.send("DELETE", `${comments}/comments/${id}`);
  return "updated";
}

/** What a comment begins with; no text within can end the HTML comment that this is. */
function startOf(key: string): string {
  return `<!-- langgraph-crons ${encodeURIComponent(key.toWellFormed())} run `;
}

interface OwnComment {
  readonly id: number;
  readonly run: number;
}

/** The oldest first. A person's comment with the same beginning is not ours: they could change it afterwards. */
async function ownComments(api: GithubApi, pull: PullRequest, start: string): Promise<readonly OwnComment[]> {
  const isOwn = await ownAuthor(api);
  const found: OwnComment[] = [];
  for (let page = 1; ; page += 1) {
    const path = `/repos/${pull.repository}/issues/${pull.number}/comments?per_page=100&page=${page}`;
    const { hasNext, json } = await api.send("GET", path);
    for (const each of Array.isArray(json) ? json : []) {
      if (!isJsonObject(each) || typeof each.id !== "number" || typeof each.body !== "string") continue;
      if (each.body.startsWith(start) && isOwn(each.user)) {
        found.push({ id: each.id, run: Number.parseInt(each.body.slice(start.length), 10) });
      }
    }
    if (!hasNext) return found;
  }
}

/** A workflow's token belongs to an app, which GitHub tells nothing about itself: then every app's comment counts. */
async function ownAuthor(api: GithubApi): Promise<(user: JsonValue | undefined) => boolean> {
  try {
    const { json } = await api.send("GET", "/user");
    const login = isJsonObject(json) ? json.login : undefined;
    return (user) => isJsonObject(user) && user.login === login;
  } catch (error) {
    if (!(error instanceof GithubFailure) || error.isPassing || error.status !== 403) throw error;
    return (user) => isJsonObject(user) && user.type === "Bot";
  }
}
