import type { ParameterName } from "../arguments/cronArguments";
import type { AllowedValue, Parameter, ParameterType } from "../arguments/parameter";
import { parameters } from "../arguments/parameters";
import type { JsonObject, JsonValue } from "../base/json";
import { completionTexts } from "./completion/completionTexts";

/** Makes VS Code's JSON support accept comments and a trailing comma. */
export const relaxedJson: JsonObject = { allowComments: true, allowTrailingCommas: true };

/**
 * The schema that the extension gives to VS Code's JSON support. It says nothing about specs, because the extension's
 * own completions and hovers say more; with no schema, JSON support would guess keys from the text.
 */
export const editorSchema: JsonObject = { $schema: "http://json-schema.org/draft-07/schema#", ...relaxedJson };

/**
 * The JSON schema (draft-07) of `*.cron.json`, for completion and hovers in other editors. It proposes and explains but
 * rejects nothing: the rules do that better. Keywords beyond draft-07 are VS Code's, which many editors know.
 */
export function specFileSchema(): JsonObject {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Crons for LangGraph",
    description: "Crons of LangGraph agents, by the parameters of create_for_thread: one object, or a list of them.",
    // Without "type", the object keywords ignore a list, so the schema serves both forms of a file.
    allOf: [{ $ref: "#/definitions/cron" }],
    items: { $ref: "#/definitions/cron" },
    defaultSnippets: [cronSnippet],
    ...relaxedJson,
    definitions: { cron: cronSchema() },
  };
}

const cronSnippet: JsonObject = {
  label: "Cron",
  description: "A cron without a thread of its own",
  body: {
    name: stop(1, "daily-report"),
    thread_id: null,
    assistant_id: stop(2, "agent"),
    schedule: stop(3, "0 9 * * *"),
    timezone: stop(4, "UTC"),
    input: { messages: [{ role: "user", content: stop(5, "hello!") }] },
  },
};

/** A place where the cursor stops when a snippet is filled in, with its initial text. */
function stop(number: number, text: string): string {
  return `\${${number}:${text}}`;
}

function cronSchema(): JsonObject {
  return {
    properties: {
      $schema: { description: "The address of this schema, for editors that need it." },
      name: {
        ...described(completionTexts.name),
        ...proposed({ type: "string" }),
      },
      protect: {
        ...described(completionTexts.protect),
        ...proposed({ type: "boolean" }),
        default: false,
      },
      ...parameterSchemas(parameters.map(({ name }) => name)),
    },
  };
}

/** The schemas of parameters, by their names. */
export function parameterSchemas(names: readonly ParameterName[]): JsonObject {
  const wanted = parameters.filter(({ name }) => names.includes(name));
  return Object.fromEntries(wanted.map((parameter) => [parameter.name, parameterSchema(parameter)]));
}

function parameterSchema(parameter: Parameter): JsonObject {
  const { example, help, serverDefault, type } = parameter;
  return {
    description: help,
    markdownDescription: markdown(parameter),
    ...proposed(typeSchema(type)),
    ...(serverDefault === null ? {} : { default: serverDefault }),
    examples: [example],
  };
}

/** The first part proposes values, and the second accepts anything. */
function proposed(values: JsonObject): JsonObject {
  return { anyOf: [values, {}] };
}

function described(text: string): JsonObject {
  return { description: text, markdownDescription: text };
}

/** The parameter's help, and what else its declaration says. */
function markdown({ help, serverDefault, since, deprecated }: Parameter): string {
  const lines = [
    help.replace(/[<>*_[\]]/g, "\\$&"),
    ...(serverDefault === null ? [] : [`Default: \`${JSON.stringify(serverDefault)}\``]),
    ...(since === null ? [] : [`Since Agent Server ${since}`]),
    ...(deprecated === undefined ? [] : [`Deprecated: use \`${deprecated.use}\``]),
  ];
  return lines.join("\n\n");
}

const text: JsonObject = { type: "string" };
const scalar: JsonObject = { type: ["string", "number", "boolean", "null"] };

function typeSchema(type: ParameterType): JsonObject {
  switch (type.kind) {
    case "choice":
      return choiceSchema(type.values);
    case "choiceOrList":
      return { anyOf: [choiceSchema(type.values), { type: "array", items: choiceSchema(type.values) }] };
    default:
      return typeSchemas[type.kind];
  }
}

const typeSchemas: Readonly<Record<Exclude<ParameterType["kind"], "choice" | "choiceOrList">, JsonObject>> = {
  text,
  schedule: text,
  zone: text,
  dateTime: text,
  url: text,
  boolean: { type: "boolean" },
  object: { type: "object" },
  uuidOrNull: { type: ["string", "null"] },
  objectOrList: { anyOf: [{ type: "object" }, { type: "array", items: { type: "object" } }] },
  namesOrAll: { anyOf: [{ const: "*" }, { type: "array", items: text }] },
  headers: { type: "object", additionalProperties: { type: "string" } },
  query: { type: "object", additionalProperties: { anyOf: [scalar, { type: "array", items: scalar }] } },
};

function choiceSchema(values: readonly AllowedValue[]): { readonly [key: string]: JsonValue } {
  return {
    type: "string",
    enum: values.map(({ value }) => value),
    enumDescriptions: values.map(({ help }) => help),
  };
}
