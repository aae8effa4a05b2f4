import { variableOf } from "../../core/base/environment";
import type { ScheduleDialect } from "../../core/schedule/scheduleDialect";
import { type CliIo, UsageError } from "../cliIo";
import { cliText } from "../cliTexts";
import type { Given } from "../commandTable";
import { readUrl } from "../readUrl";
import { dialectOf, formatOf, type OutputFormat } from "../sharedOptions";

export interface SubmitSettings {
  /** Files, folders and patterns, as written. */
  readonly paths: readonly string[];
  readonly url: string;
  readonly key: string | undefined;
  readonly dialect: ScheduleDialect;
  readonly recreate: boolean;
  readonly overwrite: boolean;
  /** Take over an equal cron that has no name, or whose spec file was removed. */
  readonly adopt: boolean;
  readonly acceptServerTimes: boolean;
  readonly format: OutputFormat;
}

/** Throws `UsageError`. */
export function readSubmitSettings({ args, values }: Given<"submit">, io: CliIo): SubmitSettings {
  return {
    paths: args,
    url: readUrl(values.url, io),
    key: readKey(values["api-key-env"], io.env),
    dialect: dialectOf(values),
    format: formatOf(values),
    acceptServerTimes: values["accept-server-times"] === true,
    adopt: values.adopt === true,
    overwrite: values.overwrite === true,
    recreate: values.recreate === true,
  };
}

/** The names that the SDK reads, in the same order. */
const keyVariables = ["LANGGRAPH_API_KEY", "LANGSMITH_API_KEY", "LANGCHAIN_API_KEY"];

/** Drops quotes around a key, as the SDK does: they come from .env files that were not read by a shell. */
function readKey(variable: string | undefined, env: CliIo["env"]): string | undefined {
  if (variable !== undefined && !variableOf(env, variable)) throw new UsageError(cliText("noKey", { name: variable }));
  const names = variable === undefined ? keyVariables : [variable];
  const found = names.map((name) => variableOf(env, name)).find((key) => key !== undefined && key !== "");
  return found
    ?.trim()
    .replace(/^"+|"+$/g, "")
    .replace(/^'+|'+$/g, "");
}
