import { parameterByName } from "../arguments/parameters";
import type { JsonValue } from "../base/json";
import { fail, ok, type Result } from "../base/result";
import { mostSimilar } from "../base/similar";
import { type FindingDetails, shown, specFinding } from "../checks/specFinding";
import type { EnvironmentFindingCode } from "../finding/catalogue/environmentFindings";
import type { Finding, ValuePath } from "../finding/finding";
import { removeKey, setTo } from "../finding/fixes";
import type { ServerUrlRefusal } from "../server/address/serverUrl";
import { parseTypedAddress } from "../server/address/typedAddress";
import type { JsonNode } from "../specFile/json/jsonNode";
import type { JsonSyntaxError, TextRange } from "../specFile/json/jsonTokens";
import { parseJsonTree } from "../specFile/json/jsonTree";
import { hasErrors, type LocatedFinding } from "../specFile/json/locate";
import { valuePlaces } from "../specFile/json/valuePlaces";
import { syntaxCodes } from "../specFile/syntaxCodes";
import { type CronEnvironment, type EnvironmentsFile, environmentKeys, overridable } from "./environmentsFile";
import { environmentsOn } from "./matchEnvironment";

/** The nesting of an override with a configuration in it stays far below. */
const mostDepth = 100;
const largestFile = 1_000_000;

/** Reads a `langgraph-crons.json`, with comments. Never throws: whatever is wrong is a finding, and then all are told. */
export function readEnvironments(text: string): Result<EnvironmentsFile, readonly LocatedFinding[]> {
  const nothing = (code: EnvironmentFindingCode, range: TextRange) => fail([{ finding: specFinding(code, []), range }]);
  if (text.length > largestFile) return nothing("environments.too-large", { offset: 0, length: 1 });
  const { duplicates, error, root, tooDeep } = parseJsonTree(text, mostDepth);
  if (tooDeep !== undefined) return nothing("environments.too-deep", tooDeep);
  if (error !== undefined && text.trim() !== "") return fail([syntaxFinding(error)]);
  if (root === undefined) return nothing("environments.empty", { offset: 0, length: 0 });
  const reader = new EnvironmentsReader();
  const read = reader.file(root);
  for (const { key, path } of duplicates) {
    reader.note([...path, key], "environments.duplicate-key", { args: { key: shown(key) } });
  }
  const places = valuePlaces(text, root);
  const located = reader.findings.map((finding) => places.locate(finding));
  if (hasErrors(located)) return fail(located);
  return ok({ ...read, warnings: located, places });
}

function syntaxFinding({ length, name, offset }: JsonSyntaxError): LocatedFinding {
  const range = { offset, length };
  if (name === "EndOfFileExpected") return { finding: specFinding("environments.more-text", []), range };
  return { finding: specFinding(syntaxCodes[name], []), range };
}

class EnvironmentsReader {
  readonly findings: Finding[] = [];

  file(root: JsonNode): Pick<EnvironmentsFile, "set" | "environments"> {
    const environments = new Map<string, CronEnvironment>();
    const members = this.membersOf(root, [], ["$schema", "set", "environments"]);
    if (members === undefined) return { environments };
    const set = this.text(members.get("set"), ["set"], setForm, "environments.set");
    const node = members.get("environments");
    if (node === undefined) this.note([], "environments.missing");
    else {
      const path = ["environments"];
      for (const [name, each] of this.membersOf(node, path) ?? []) {
        environments.set(name, this.environment(name, each, [...path, name]));
      }
    }
    this.noteSameServers([...environments.values()].filter(({ url }) => url !== ""));
    return { ...(set === undefined ? {} : { set }), environments };
  }

  private environment(name: string, node: JsonNode, path: ValuePath): CronEnvironment {
    const members = this.membersOf(node, path, environmentKeys);
    if (members === undefined) return { name, url: "", production: false, overrides: new Map() };
    const apiKeyEnv = this.text(
      members.get("apiKeyEnv"),
      [...path, "apiKeyEnv"],
      variableForm,
      "environments.api-key-env",
    );
    const production = members.get("production")?.value;
    if (production !== undefined && typeof production !== "boolean") {
      const fix = production === "true" || production === "false" ? setTo(production === "true") : undefined;
      this.note([...path, "production"], "environments.production", { fix });
    }
    return {
      name,
      url: this.url(members.get("url"), [...path, "url"]),
      ...(apiKeyEnv === undefined ? {} : { apiKeyEnv }),
      production: production === true,
      overrides: this.overrides(members.get("overrides"), [...path, "overrides"]),
    };
  }

  private url(node: JsonNode | undefined, path: ValuePath): string {
    const read = typeof node?.value === "string" ? parseTypedAddress(node.value) : fail("url.unreadable" as const);
    if (read.ok) return read.value;
    this.note(path, urlFindings[read.failure]);
    return "";
  }

  private overrides(node: JsonNode | undefined, path: ValuePath): CronEnvironment["overrides"] {
    const overrides = new Map<string, { readonly [key: string]: JsonValue }>();
    if (node === undefined) return overrides;
    for (const [name, of] of this.membersOf(node, path) ?? []) {
      const changed = this.membersOf(of, [...path, name], overridable) ?? [];
      overrides.set(name, Object.fromEntries([...changed].map(([key, { value }]) => [key, value])));
    }
    return overrides;
  }

  /** Only a form that can't be a key is ever taken, and none is repeated in a message. */
  private text(
    node: JsonNode | undefined,
    path: ValuePath,
    form: RegExp,
    wrong: EnvironmentFindingCode,
  ): string | undefined {
    if (node === undefined) return undefined;
    if (typeof node.value === "string" && form.test(node.value)) return node.value;
    this.note(path, wrong);
    return undefined;
  }

  /** The members of an object; undefined if it is none. `known`: no others are allowed. */
  private membersOf(
    node: JsonNode,
    path: ValuePath,
    known?: readonly string[],
  ): ReadonlyMap<string, JsonNode> | undefined {
    if (node.members === undefined) {
      this.note(path, "environments.not-an-object");
      return undefined;
    }
    for (const key of node.members.keys()) {
      if (known !== undefined && !known.includes(key)) this.noteUnknown([...path, key], key, known);
    }
    return new Map([...node.members].map(([key, member]) => [key, member.node]));
  }

  private noteUnknown(path: ValuePath, key: string, known: readonly string[]): void {
    const args = { key: shown(key), known: known.join(", ") };
    if (known === overridable && parameterByName(key) !== undefined) {
      this.note(path, "environments.same-everywhere", { args, fix: removeKey });
      return;
    }
    const meant = mostSimilar(key, known);
    if (meant === undefined) this.note(path, "environments.unknown-key", { args });
    else {
      const fix = { kind: "replaceText", text: meant } as const;
      this.note(path, "environments.unknown-key-similar", { args: { key: args.key, meant }, fix });
    }
  }

  private noteSameServers(environments: readonly CronEnvironment[]): void {
    for (const [index, environment] of environments.entries()) {
      const [other] = environmentsOn(environment, environments.slice(0, index));
      if (other === undefined) continue;
      const args = { other: shown(other.name) };
      this.note(["environments", environment.name, "url"], "environments.same-server", { args });
    }
  }

  note(path: ValuePath, code: EnvironmentFindingCode, details: FindingDetails = {}): void {
    this.findings.push(specFinding(code, path, details));
  }
}

const setForm = /^\w[\w.-]{0,99}$/;
/** Variables are written in capitals everywhere, and no key of a service is without a small letter. */
const variableForm = /^[A-Z_][A-Z0-9_]*$/;

const urlFindings: Readonly<Record<ServerUrlRefusal, EnvironmentFindingCode>> = {
  "url.empty": "environments.url",
  "url.unreadable": "environments.url",
  "url.scheme": "environments.url-scheme",
  "url.user": "environments.url-user",
  "url.query": "environments.url-query",
  "url.fragment": "environments.url-fragment",
};
