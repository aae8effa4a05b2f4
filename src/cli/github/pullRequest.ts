import { decodeText } from "../../core/base/decodeText";
import { variableOf } from "../../core/base/environment";
import { isJsonObject, type JsonValue } from "../../core/base/json";
import { type CliIo, reasonOf, UsageError } from "../cliIo";
import { cliText } from "../cliTexts";
import { commentText } from "./commentTexts";

/** The pull request that a workflow of GitHub runs for, and how to reach its comments. */
export interface PullRequest {
  readonly number: number;
  /** Its newest commit; absent if the event does not say. */
  readonly commit: string | undefined;
  /** It comes from another repository, so that the workflow's token may only read. */
  readonly isFork: boolean;
  /** `owner/name` */
  readonly repository: string;
  readonly apiUrl: string;
  readonly token: string;
  /** Grows with each run of a workflow; a repeated run keeps its own. */
  readonly run: number;
  /** The run's page. */
  readonly runUrl: string;
}

/**
 * From the variables and the event that GitHub gives to each workflow; undefined in a workflow of something else than a
 * pull request. Throws `UsageError` where no workflow runs, and for `pull_request_target`.
 */
export async function readPullRequest(io: CliIo): Promise<PullRequest | undefined> {
  const needed = (name: string): string => {
    const value = variableOf(io.env, name);
    if (value === undefined || value === "") throw new UsageError(commentText("noWorkflow", { name }));
    return value;
  };
  const event = needed("GITHUB_EVENT_NAME");
  if (event === "pull_request_target") throw new UsageError(commentText("targetEvent"));
  const repository = needed("GITHUB_REPOSITORY");
  const run = needed("GITHUB_RUN_ID");
  const path = needed("GITHUB_EVENT_PATH");
  const pull = at(await eventIn(path, io), "pull_request");
  const number = at(pull, "number");
  if (event !== "pull_request" || typeof number !== "number") return undefined;
  const [head, base] = [at(pull, "head"), at(pull, "base")];
  const commit = at(head, "sha");
  return {
    number,
    commit: typeof commit === "string" ? commit : undefined,
    isFork: at(at(head, "repo"), "full_name") !== at(at(base, "repo"), "full_name"),
    repository,
    apiUrl: needed("GITHUB_API_URL"),
    token: needed("GITHUB_TOKEN"),
    run: Number(run),
    runUrl: `${needed("GITHUB_SERVER_URL")}/${repository}/actions/runs/${run}`,
  };
}

async function eventIn(path: string, io: CliIo): Promise<JsonValue> {
  try {
    return JSON.parse(decodeText(await io.readFile(path)).text);
  } catch (error) {
    throw new UsageError(cliText("unreadableFile", { file: path, reason: reasonOf(error) }));
  }
}

/** undefined if there is no such key. */
function at(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
