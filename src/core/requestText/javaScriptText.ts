import type { ParameterName } from "../arguments/cronArguments";
import { camelCase } from "../base/camelCase";
import { quoted } from "../base/quoted";
import { type ExactRequest, headersOf } from "./exactRequest";
import { block, type Call, callText, type Notation, written } from "./notation";
import { hasVariables, joined, type Text, VariableText, type WrittenValue } from "./variableText";

/** The SDK that the text is for, read and tried. */
const javaScriptSdk = "@langchain/langgraph-sdk 1.15";

/** What this SDK can't send with one call, and what becomes of it. */
const unsendable: Partial<Record<ParameterName, string>> = {
  headers: "headers: this SDK has none for one call, so the client sends them with every call.",
  params: "NOT SENT: params. This SDK has no query parameters for one call.",
};

/** What its version 2.0.0, which is older, drops without an error. */
const dropped: readonly ParameterName[] = [
  "timezone",
  "end_time",
  "stream_mode",
  "stream_subgraphs",
  "stream_resumable",
];

const notation: Notation = {
  null: "null",
  true: "true",
  false: "false",
  number: (value) => JSON.stringify(value),
  text: textLiteral,
  key: objectKey,
  step: "  ",
  lastComma: true,
};

/** A module that creates the crons, one after the other. */
export function javaScriptText(requests: readonly ExactRequest[]): string {
  const isOne = requests.length === 1;
  return [
    'import { Client } from "@langchain/langgraph-sdk";',
    "",
    ...(requests.some(usesVariables) ? [...variableLines, ""] : []),
    `// For ${javaScriptSdk}. Creates a cron each time it runs.`,
    ...requests.flatMap((request) => (isOne ? statements(request, "") : ["{", ...statements(request, "  "), "}"])),
  ].join("\n");
}

const variableLines = [
  "function variable(name: string): string {",
  "  const value = process.env[name];",
  "  if (value === undefined) throw new Error(`${name} is not set.`);",
  "  return value;",
  "}",
];

function statements(request: ExactRequest, indent: string): readonly string[] {
  const { body, connectionHeaders, headers, key, target, threadId } = request;
  const { assistant_id: assistant = "", ...payload } = body;
  const client: Call = [
    ["apiUrl: ", () => quoted(target.baseUrl)],
    ["apiKey: ", () => (key === null ? "null" : textLiteral(key))],
    ...headerEntries([...connectionHeaders, ...headers]),
  ];
  const positions = [...(threadId === null ? [] : [threadId]), assistant].map((value) =>
    written(value, notation, indent),
  );
  const entries = Object.entries(payload).map(
    ([name, value]) => `${camelCase(name)}: ${payloadValue(name, value, indent + notation.step)}`,
  );
  const method = threadId === null ? "create" : "createForThread";
  return [
    ...comments(request).map((comment) => `${indent}// ${comment}`),
    `${indent}const client = new Client${callText(client, notation, indent, ["({", "})"])};`,
    `${indent}const cron = await client.crons.${method}(${positions.join(", ")}, ${block("{", "}", entries, notation, indent)});`,
    `${indent}console.log(cron);`,
  ];
}

function comments({ body, headers, params }: ExactRequest): readonly string[] {
  const olderDrops = dropped.filter((name) => name in body).map(camelCase);
  return [
    ...(headers.length > 0 ? [unsendable.headers] : []),
    ...(Object.keys(params).length > 0 ? [unsendable.params] : []),
    ...(olderDrops.length > 0 ? [`Version 2.0.0 is an older one and would drop ${olderDrops.join(", ")}.`] : []),
  ].flatMap((comment) => comment ?? []);
}

function headerEntries(headers: ExactRequest["headers"]): Call {
  if (headers.length === 0) return [];
  const all = Object.fromEntries(headers);
  return [["defaultHeaders: ", (deeper, room) => written(all, notation, deeper, room)]];
}

function payloadValue(name: string, value: WrittenValue, indent: string): string {
  const text = written(value, notation, indent);
  // It sends a list as it is, but its type knows none.
  return name === "input" && Array.isArray(value) ? `${text} as unknown as Record<string, unknown>` : text;
}

function objectKey(key: string): string {
  // In a literal, this name alone would set the object's prototype.
  if (key === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
}

function usesVariables(request: ExactRequest): boolean {
  return hasVariables([headersOf(request), request.body]);
}

function textLiteral(text: Text): string {
  if (!(text instanceof VariableText)) return quoted(text);
  const [only, ...more] = text.parts;
  if (typeof only === "object" && more.length === 0) return `variable(${quoted(only.variable)})`;
  const literal = (part: string) =>
    quoted(part)
      .slice(1, -1)
      .replace(/`|\$(?=\{)/g, "\\$&");
  return `\`${joined(text, literal, (variable) => `\${variable(${quoted(variable)})}`)}\``;
}
