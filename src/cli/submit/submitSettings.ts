import type { ScheduleDialect } from "../../core/schedule/scheduleDialect";
import type { CliIo } from "../cliIo";
import type { Given } from "../commandTable";
import { readKey } from "../readKey";
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
