import { oneLine } from "../base/oneLine";
import { addressOf, queryOf } from "./addressText";
import { type ExactRequest, headersOf } from "./exactRequest";
import { jsonNotation } from "./jsonNotation";
import { written } from "./notation";
import { joined } from "./variableText";

/** A variable of the environment, as the HTTP clients of editors read `.http` files. */
const reference = (variable: string) => `{{$processEnv ${variable}}}`;

/** Without two braces in a row, which would be a variable. */
const withoutBraces = (json: string) => json.replaceAll("{{", "\\u007b{");

export function httpText(request: ExactRequest): string {
  const { body, method, name } = request;
  return [
    `### ${name === null ? "" : `${oneLine(name)}: `}creates a cron each time it is sent`,
    `${method} ${addressOf(request)}${queryOf(request, reference)}`,
    "content-type: application/json",
    ...headersOf(request).map(([header, value]) => `${header}: ${joined(value, oneLine, reference)}`),
    "",
    written(body, jsonNotation(reference, withoutBraces), ""),
  ].join("\n");
}
