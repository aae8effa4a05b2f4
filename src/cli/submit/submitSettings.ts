import { variableOf } from "../../core/base/environment";
import type { ScheduleDialect } from "../../core/schedule/scheduleDialect";
import { serverUrlMessage } from "../../core/server/address/serverUrl";
import { parseTypedAddress } from "../../core/server/address/typedAddress";
import { type CliIo, UsageError } from "../cliIo";
import { cliText } from "../cliTexts";
import type { Given } from "../commandTable";
import { dialectOf, formatOf, type OutputFormat } from "../sharedOptions";

export interface SubmitSettings {
  /** As they were given: files, folders and patterns. */
  readonly paths: readonly string[];
  readonly url: string;
  readonly key: string | undefined;
  readonly dialect: ScheduleDialect;
  readonly recreate: boolean;
  readonly overwrite: boolean;
  /** Take over a cron that is the same and has no name, or one whose file is gone. */
  readonly adopt: boolean;
  readonly acceptServerTimes: boolean;
  readonly format: OutputFormat;
}

/** Throws `UsageError`. */
export function readSubmitSettings({ args, values }: Given<"submit">, io: CliIo): SubmitSettings {
  const url = parseTypedAddress(values.url);
  if (!url.ok) throw new UsageError(serverUrlMessage(url.failure, values.url));
  if (!values.url.includes("://")) io.err(cliText("takenUrl", { url: url.value }));
  return {
    paths: args,
    url: url.value,
    key: readKey(values["api-key-env"], io.env),
    dialect: dialectOf(values),
    format: formatOf(values),
    acceptServerTimes: values["accept-server-times"] === true,
    adopt: values.adopt === true,
    overwrite: values.overwrite === true,
    recreate: values.recreate === true,
  };
}

/** The SDK's names, in its order. */
const keyVariables = ["LANGGRAPH_API_KEY", "LANGSMITH_API_KEY", "LANGCHAIN_API_KEY"];

/** Quotes around a key are dropped, as the SDK does: they come from .env files that a shell did not read. */
function readKey(variable: string | undefined, env: CliIo["env"]): string | undefined {
  if (variable !== undefined && !variableOf(env, variable)) throw new UsageError(cliText("noKey", { name: variable }));
  const names = variable === undefined ? keyVariables : [variable];
  const found = names.map((name) => variableOf(env, name)).find((key) => key !== undefined && key !== "");
  return found
    ?.trim()
    .replace(/^"+|"+$/g, "")
    .replace(/^'+|'+$/g, "");
}
