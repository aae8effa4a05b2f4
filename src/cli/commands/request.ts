import { readCronArguments } from "../../core/checks/checkArguments";
import { type CreateRequest, createRequest } from "../../core/server/requests/createRequest";
import type { LocatedFinding } from "../../core/specFile/json/locate";
import type { Spec } from "../../core/specFile/parseSpecFile";
import { exitCodes, UsageError } from "../cliIo";
import type { Command } from "../commandTable";
import { findingLines } from "../files/findingLines";
import { hasErrors, loadSpecFile } from "../files/loadSpecFiles";
import { printedJson, printedLine } from "../printed";

/** Placeholders are printed as written; their values are never shown. */
export const requestCommand: Command<"request"> = async ({ args: [path = ""], values }, io) => {
  const read = await loadSpecFile(path, io);
  if (!("file" in read)) throw new UsageError(read.message);
  const built = read.file.specs.map(buildRequest);
  const findings = [...read.file.problems, ...built.flatMap((result) => ("findings" in result ? result.findings : []))];
  if (hasErrors(findings)) {
    for (const line of findingLines({ read, findings })) io.err(line);
    return exitCodes.refused;
  }
  const requests = built.flatMap((result) => ("request" in result ? [result.request] : []));
  io.out(values.json === true ? printedJson(requests, 2) : requests.map(readable).join("\n\n"));
  return exitCodes.done;
};

function buildRequest(
  spec: Spec,
): { readonly request: CreateRequest } | { readonly findings: readonly LocatedFinding[] } {
  const read = readCronArguments(spec.arguments);
  const named = spec.findings.filter(({ severity }) => severity === "error");
  if (!read.ok || named.length > 0) {
    return { findings: [...named, ...(read.ok ? [] : read.failure)].map((finding) => spec.locate(finding)) };
  }
  return { request: createRequest(read.value, { name: spec.name }) };
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
