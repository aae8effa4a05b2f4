import { withChanges } from "../specFile/json/withChanges";
import type { CronEnvironment } from "./environmentsFile";

/** The text of a new `langgraph-crons.json` with one environment. */
export function newEnvironmentsText(
  set: string,
  { apiKeyEnv, name, url }: Pick<CronEnvironment, "apiKeyEnv" | "name" | "url">,
): string {
  const environment = { url, ...(apiKeyEnv === undefined ? {} : { apiKeyEnv }) };
  return `${JSON.stringify({ set, environments: { [name]: environment } }, null, 2)}\n`;
}

/** The text of a `langgraph-crons.json` with the id of its set; comments and all else stay. It must be readable. */
export function withSet(text: string, set: string): string {
  return withChanges(text, [{ path: ["set"], value: set }], {});
}
