import type { RawArguments } from "../arguments/cronArguments";
import { isJsonObject, type JsonValue } from "../base/json";
import { replacedAt } from "../base/replacedAt";
import { checkSecrets } from "../checks/rules/checkSecrets";
import { textsOfSpec } from "../checks/textsOfSpec";
import type { Cron } from "../server/cron";
import {
  configWithoutHeaders,
  originOf,
  withheld,
  withheldValues,
  withoutHeaders,
} from "../server/stored/maskedValues";
import { cronToArguments } from "./cronToArguments";

/**
 * A cron's arguments as a page may show them: texts that look like a secret are withheld, and so are headers of a
 * request that the server has copied; of a webhook only the origin is there. `cron` must carry its payload.
 */
export function shownArguments(cron: Cron): RawArguments {
  return maskedArguments(cronToArguments(cron).arguments);
}

/** The same for arguments as they are written, with their placeholders. Of a request's own headers only names are there. */
export function maskedArguments(all: RawArguments): RawArguments {
  const { config, context, headers, params, webhook } = all;
  const shown: RawArguments = {
    ...all,
    ...(isJsonObject(headers) ? { headers: withheldValues(headers) } : {}),
    ...(isJsonObject(params) ? { params: withheldValues(params) } : {}),
    ...(isJsonObject(config) ? { config: configWithoutHeaders(config) } : {}),
    ...(isJsonObject(context) ? { context: withoutHeaders(context) } : {}),
    ...(typeof webhook === "string" ? { webhook: originOf(webhook) } : {}),
  };
  const found = checkSecrets(shown, { now: 0, minimumMinutes: 0 }, textsOfSpec(shown));
  let masked: JsonValue = shown as JsonValue;
  for (const { path } of found) masked = replacedAt(masked, path, withheld);
  return masked as RawArguments;
}
