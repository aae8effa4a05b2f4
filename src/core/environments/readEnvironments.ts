import type { JsonValue } from "../base/json";
import type { Message, MessagePart } from "../base/message";
import { fail, ok, type Result } from "../base/result";
import { mostSimilar } from "../base/similar";
import { findingCatalogue } from "../finding/findingCatalogue";
import { serverUrlRefusals } from "../server/address/serverUrl";
import { parseTypedAddress } from "../server/address/typedAddress";
import type { JsonNode } from "../specFile/json/jsonNode";
import type { JsonSyntaxError, TextRange } from "../specFile/json/jsonTokens";
import { parseJsonTree } from "../specFile/json/jsonTree";
import { locateValue } from "../specFile/json/locate";
import { syntaxCodes } from "../specFile/syntaxCodes";
import { type CronEnvironment, type EnvironmentsFile, overridable } from "./environmentsFile";

/** What is wrong in the file, where, and what to do. No text of a value is in it, because that could be a key. */
export interface FileMistake {
  readonly message: Message;
  readonly range: TextRange;
}

/** The nesting of an override with a configuration in it stays far below. */
const mostDepth = 100;
const largestFile = 1_000_000;

/** Reads a `langgraph-crons.json`, with comments. Never throws: whatever is wrong is a mistake, and then all are told. */
export function readEnvironments(text: string): Result<EnvironmentsFile, readonly FileMistake[]> {
  if (text.length > largestFile) return fail([{ message: { text: texts.tooLarge }, range: { offset: 0, length: 1 } }]);
  const { duplicates, error, root, tooDeep } = parseJsonTree(text, mostDepth);
  if (tooDeep !== undefined) return fail([{ message: { text: texts.tooDeep }, range: tooDeep }]);
  if (error !== undefined && text.trim() !== "") return fail([syntaxMistake(error)]);
  if (root === undefined) return fail([{ message: { text: texts.empty }, range: { offset: 0, length: 0 } }]);
  const reader = new EnvironmentsReader();
  const read = reader.file(root);
  for (const { key, path } of duplicates) {
    reader.mistakes.push({
      message: { text: texts.twice, args: { key } },
      range: locateValue(text, root, [...path, key]),
    });
  }
  if (reader.mistakes.length > 0) return fail(reader.mistakes);
  return ok({ ...read, rangeOf: (path) => locateValue(text, root, path) });
}

function syntaxMistake({ length, name, offset }: JsonSyntaxError): FileMistake {
  return { message: { text: findingCatalogue[syntaxCodes[name]].message }, range: { offset, length } };
}

class EnvironmentsReader {
  readonly mistakes: FileMistake[] = [];

  file(root: JsonNode): Omit<EnvironmentsFile, "rangeOf"> {
    const environments = new Map<string, CronEnvironment>();
    const members = this.membersOf(root, ["$schema", "set", "environments"]);
    if (members === undefined) return { environments };
    const set = this.text(members.get("set"), setForm, texts.set);
    const node = members.get("environments");
    if (node === undefined) this.note(root, texts.noEnvironments);
    else for (const [name, each] of this.membersOf(node) ?? []) environments.set(name, this.environment(name, each));
    return { ...(set === undefined ? {} : { set }), environments };
  }

  private environment(name: string, node: JsonNode): CronEnvironment {
    const members = this.membersOf(node, ["url", "apiKeyEnv", "production", "overrides"]);
    if (members === undefined) return { name, url: "", production: false, overrides: new Map() };
    const apiKeyEnv = this.text(members.get("apiKeyEnv"), variableForm, texts.apiKeyEnv);
    const production = members.get("production");
    if (production !== undefined && typeof production.value !== "boolean") this.note(production, texts.production);
    return {
      name,
      url: this.url(members.get("url"), node),
      ...(apiKeyEnv === undefined ? {} : { apiKeyEnv }),
      production: production?.value === true,
      overrides: this.overrides(members.get("overrides")),
    };
  }

  private url(node: JsonNode | undefined, around: JsonNode): string {
    if (typeof node?.value !== "string") {
      this.note(node ?? around, texts.noUrl);
      return "";
    }
    const read = parseTypedAddress(node.value);
    if (read.ok) return read.value;
    this.note(node, read.failure === "url.unreadable" ? texts.noUrl : serverUrlRefusals[read.failure]);
    return "";
  }

  private overrides(node: JsonNode | undefined): CronEnvironment["overrides"] {
    const overrides = new Map<string, { readonly [key: string]: JsonValue }>();
    if (node === undefined) return overrides;
    for (const [name, of] of this.membersOf(node) ?? []) {
      const changed = this.membersOf(of, overridable) ?? [];
      overrides.set(name, Object.fromEntries([...changed].map(([key, { value }]) => [key, value])));
    }
    return overrides;
  }

  /** Only a form that can't be a key is ever taken, and none is repeated in a message. */
  private text(node: JsonNode | undefined, form: RegExp, wrong: string): string | undefined {
    if (node === undefined) return undefined;
    if (typeof node.value === "string" && form.test(node.value)) return node.value;
    this.note(node, wrong);
    return undefined;
  }

  /** The members of an object; undefined if it is none. `known`: no others are allowed. */
  private membersOf(node: JsonNode, known?: readonly string[]): ReadonlyMap<string, JsonNode> | undefined {
    if (node.members === undefined) {
      this.note(node, texts.noObject);
      return undefined;
    }
    for (const [key, { key: range }] of node.members) {
      if (known === undefined || known.includes(key)) continue;
      const meant = mostSimilar(key, known);
      const args = { key, known: { kind: "names", names: known } } as const;
      if (meant === undefined) this.note(range, texts.unknown, args);
      else this.note(range, texts.unknownSimilar, { key, meant });
    }
    return new Map([...node.members].map(([key, member]) => [key, member.node]));
  }

  private note({ length, offset }: TextRange, text: string, args: Readonly<Record<string, MessagePart>> = {}): void {
    this.mistakes.push({ message: { text, args }, range: { offset, length } });
  }
}

const setForm = /^\w[\w.-]{0,99}$/;
/** Variables are written in capitals everywhere, and no key of a service is without a small letter. */
const variableForm = /^[A-Z_][A-Z0-9_]*$/;

const texts = {
  empty:
    'The file is empty. Write { "environments": { "staging": { "url": "https://…", "apiKeyEnv": "STAGING_KEY" } } }.',
  tooLarge: "The file has more than a million characters. It only names environments and what is otherwise there.",
  tooDeep: "Objects and lists are nested too deep here.",
  twice: "The key {key} is there twice. Only the last one counts: remove the others.",
  noObject: "This must be an object, in { }.",
  unknown: "There is no key {key} here. What can be set: {known}.",
  unknownSimilar: "There is no key {key} here. Did you mean {meant}?",
  set: "The id of a set is a text of letters, digits, “_”, “-” and “.”, such as billing-crons.",
  noEnvironments: "“environments” is missing: an object with a name and a server for each environment.",
  noUrl: "“url” must be the address of an Agent Server, such as https://agents.example.com.",
  apiKeyEnv:
    "This must be the name of an environment variable in capitals, such as STAGING_KEY. If it is a key: remove it, also from git's history, and replace it.",
  production: "This must be true or false.",
} as const;
