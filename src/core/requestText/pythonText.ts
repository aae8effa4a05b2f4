import { quoted } from "../base/quoted";
import { type ExactRequest, headersOf } from "./exactRequest";
import { jsonNotation } from "./jsonNotation";
import { type Call, callText, depthOf, type Notation, written } from "./notation";
import { hasVariables, joined, type Text, VariableText, type WrittenValue } from "./variableText";

const notation: Notation = {
  null: "None",
  true: "True",
  false: "False",
  number: (value) => JSON.stringify(value),
  text: textLiteral,
  key: quoted,
  step: "    ",
  lastComma: true,
};

/** The SDK writes whole numbers of 64 bits at most; a larger one is the same JSON as a float. */
const bodyNotation: Notation = {
  ...notation,
  number: (value) =>
    Number.isInteger(value) && Math.abs(value) >= 2 ** 63 ? value.toExponential() : JSON.stringify(value),
};

/** Levels of brackets; Python reads 200 at most. */
const deepest = 150;

/** A script that creates the crons, one after the other. */
export function pythonText(requests: readonly ExactRequest[]): string {
  const imports = [
    "import asyncio",
    ...(requests.some(({ body }) => Object.values(body).some(isDeep)) ? ["import json"] : []),
    ...(requests.some(usesVariables) ? ["import os"] : []),
    ...(requests.some(({ body }) => "end_time" in body) ? ["from datetime import datetime"] : []),
  ];
  return [
    ...imports,
    "",
    "from langgraph_sdk import get_client",
    "",
    "",
    "async def main() -> None:",
    "    # Creates a cron each time it runs.",
    ...requests.flatMap(statements),
    "",
    "",
    "asyncio.run(main())",
  ].join("\n");
}

const indent = "    ";

function statements(request: ExactRequest): readonly string[] {
  const { body, connectionHeaders, headers, key, params, target, threadId } = request;
  const client: Call = [
    ["url=", () => quoted(target.baseUrl)],
    ["api_key=", () => (key === null ? "None" : textLiteral(key))],
    ...given("headers", Object.fromEntries(connectionHeaders), notation),
  ];
  const cron: Call = [
    ...(threadId === null ? [] : given("thread_id", threadId, notation)),
    ...Object.entries(body).flatMap(([name, value]) => (name === "end_time" ? endTime(value) : bodyValue(name, value))),
    ...given("headers", Object.fromEntries(headers), notation),
    ...given("params", params, notation),
  ];
  const method = threadId === null ? "create" : "create_for_thread";
  return [
    `${indent}client = get_client${callText(client, notation, indent)}`,
    `${indent}cron = await client.crons.${method}${callText(cron, notation, indent)}`,
    `${indent}print(cron)`,
  ];
}

/** One keyword argument; none for an empty object. */
function given(name: string, value: WrittenValue, how: Notation): Call {
  const isEmpty = typeof value === "object" && value !== null && Object.keys(value).length === 0;
  return isEmpty ? [] : [[`${name}=`, (deeper, room) => written(value, how, deeper, room)]];
}

function bodyValue(name: string, value: WrittenValue): Call {
  if (!isDeep(value)) return [[`${name}=`, (deeper, room) => written(value, bodyNotation, deeper, room)]];
  const json = written(value, { ...jsonNotation((variable) => variable), step: "" }, "").replaceAll("\n", "");
  return [[`${name}=`, () => `json.loads(${quoted(json)})`]];
}

function isDeep(value: WrittenValue): boolean {
  return depthOf(value) > deepest && !hasVariables(value);
}

function endTime(value: WrittenValue): Call {
  return [["end_time=", () => `datetime.fromisoformat(${quoted(String(value))})`]];
}

function usesVariables(request: ExactRequest): boolean {
  return hasVariables([headersOf(request), request.body, request.params]);
}

function textLiteral(text: Text): string {
  if (!(text instanceof VariableText)) return quoted(text);
  const [only, ...more] = text.parts;
  if (typeof only === "object" && more.length === 0) return `os.environ[${quoted(only.variable)}]`;
  const literal = (part: string) => quoted(part).slice(1, -1).replace(/[{}]/g, "$&$&");
  return `f"${joined(text, literal, (variable) => `{os.environ['${variable}']}`)}"`;
}
