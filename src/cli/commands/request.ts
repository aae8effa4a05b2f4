import type { CronArguments } from "../../core/arguments/cronArguments";
import { readCronArguments } from "../../core/checks/checkArguments";
import { checkHeaders } from "../../core/checks/rules/checkHeaders";
import { checkValues } from "../../core/checks/rules/checkValues";
import { exactRequest, type RequestTarget } from "../../core/requestText/exactRequest";
import { requestText } from "../../core/requestText/requestText";
import { isLoopback } from "../../core/server/address/serverUrl";
import { type CreateRequest, createRequest } from "../../core/server/requests/createRequest";
import { hasErrors, type LocatedFinding } from "../../core/specFile/json/locate";
import type { Spec } from "../../core/specFile/parseSpecFile";
import { type CliIo, exitCodes, UsageError } from "../cliIo";
import { cliText } from "../cliTexts";
import type { Command, Given } from "../commandTable";
import { findingLines } from "../files/findingLines";
import { loadSpecFile } from "../files/loadSpecFiles";
import { printedJson, printedLine } from "../printed";
import { readUrl } from "../readUrl";

/** Placeholders are printed as written, or as variables; their values are never shown. */
export const requestCommand: Command<"request"> = async ({ args: [path = ""], values }, io) => {
  const target = readTarget(values, io);
  const read = await loadSpecFile(path, io);
  if (!("file" in read)) throw new UsageError(read.message);
  const built = read.file.specs.map(readSpec);
  const findings = [...read.file.problems, ...built.flatMap((result) => ("findings" in result ? result.findings : []))];
  if (hasErrors(findings)) {
    for (const line of findingLines({ read, findings })) io.err(line);
    return exitCodes.refused;
  }
  const specs = built.flatMap((result) => ("name" in result ? [result] : []));
  if (values.as !== undefined) {
    const requests = specs.map((spec) => exactRequest(spec.arguments, spec.name, target));
    // Only a header could hold a command for GitHub's runners.
    io.out(requestText[values.as](requests).replaceAll("##[", "## [").trimEnd());
    return exitCodes.done;
  }
  const requests = specs.map((spec) => createRequest(spec.arguments, { name: spec.name }));
  io.out(values.json === true ? printedJson(requests, 2) : requests.map(readable).join("\n\n"));
  return exitCodes.done;
};

type Values = Given<"request">["values"];

/** Throws `UsageError`. */
function readTarget({ as, json, url, "api-key-env": variable }: Values, io: CliIo): RequestTarget {
  for (const [option, value] of Object.entries({ as, url, "api-key-env": variable })) {
    if (value !== undefined && (json === true || as === undefined)) throw new UsageError(cliText("notAs", { option }));
  }
  if (variable !== undefined && !/^[A-Za-z_]\w*$/.test(variable)) throw new UsageError(cliText("badVariable"));
  const baseUrl = url === undefined ? "http://127.0.0.1:2024" : readUrl(url, io);
  return { baseUrl, keyVariable: variable ?? (isLoopback(baseUrl) ? null : "LANGGRAPH_API_KEY"), headerNames: [] };
}

function readSpec(
  spec: Spec,
): { readonly name: string; readonly arguments: CronArguments } | { readonly findings: readonly LocatedFinding[] } {
  const read = readCronArguments(spec.arguments);
  const unsendable = [...spec.findings, ...checkValues(spec.arguments), ...checkHeaders(spec.arguments)].filter(
    ({ severity }) => severity === "error",
  );
  if (!read.ok || unsendable.length > 0) {
    return { findings: [...unsendable, ...(read.ok ? [] : read.failure)].map((finding) => spec.locate(finding)) };
  }
  return { name: spec.name, arguments: read.value };
}

/** Like an HTTP message, with an indented body. */
function readable({ method, path, query, headers, body }: CreateRequest): string {
  const search = query.length === 0 ? "" : `?${new URLSearchParams(query.map(([name, value]) => [name, value]))}`;
  const lines = Object.entries(headers).map(([name, value]) => printedLine(`${name}: ${value}`));
  return [
    printedLine(`${method} ${path}${search}`),
    ...lines,
    "content-type: application/json",
    "",
    printedJson(body, 2),
  ].join("\n");
}
