import type { CronArguments } from "../arguments/cronArguments";
import { type Placeholder, resolvesPlaceholders } from "../arguments/placeholders";
import type { JsonObject, JsonValue } from "../base/json";
import { placeholdersOf } from "../checks/resolvePlaceholders";
import type { ValuePath } from "../finding/finding";
import { createRequest } from "../server/requests/createRequest";
import { metadataKeys } from "../server/stored/ownMetadata";
import { secretTexts, variableName, withoutSecrets } from "../specFile/withoutSecrets";
import { type Text, variableText, type WrittenObject, type WrittenValue, withVariables } from "./variableText";

/** Where a request goes, and what its connection adds. No value of a key or a header: only names. */
export interface RequestTarget {
  /** As `parseServerUrl` returns it. */
  readonly baseUrl: string;
  /** The environment variable with the server's key; null: none is sent. */
  readonly keyVariable: string | null;
  /** Headers that the connection sends with every request. */
  readonly headerNames: readonly string[];
}

type Named<Value> = readonly (readonly [name: string, value: Value])[];

/** The request that creates a cron, with a variable in place of each key, placeholder and text that looks secret. */
export interface ExactRequest {
  /** The spec's name; null if it has none. */
  readonly name: string | null;
  readonly target: RequestTarget;
  readonly method: "POST";
  /** Below the address, with encoded segments. */
  readonly path: string;
  /** In order and not encoded; lists repeat the name. */
  readonly query: Named<Text>;
  readonly key: Text | null;
  readonly connectionHeaders: Named<Text>;
  /** The arguments' own. */
  readonly headers: Named<Text>;
  readonly body: WrittenObject;
  readonly threadId: string | null;
  /** The query as the SDK takes it. */
  readonly params: WrittenObject;
  /** The same cron as a spec: its secrets are placeholders, where one works. */
  readonly spec: JsonObject;
  /** Parameters of the spec that hold what looks like a secret, because no placeholder works there. */
  readonly left: readonly string[];
}

/**
 * `args` with placeholders, not with their values. `name`: the spec's, which becomes part of the metadata. The headers
 * must be ones that can be sent (`checkHeaders`).
 */
export function exactRequest(args: CronArguments, name: string | null, target: RequestTarget): ExactRequest {
  const raw: JsonObject = { ...args };
  const { spec, left } = withoutSecrets(raw, name ?? "cron");
  const secrets = secretTexts(raw, name ?? "cron");
  // Safe: only texts were replaced, by texts.
  const shared = spec as unknown as CronArguments;
  const { body, headers, method, path, query } = createRequest(shared, { name });
  const names = new VariableNames(spec, [target.keyVariable ?? "", ...secrets.map(({ variable }) => variable)]);
  const text = (value: string) => withVariables(value, (placeholder) => names.of(placeholder));
  const writer = new ValueWriter(text, new Map(secrets.map((secret) => [keyOf(secret.path), secret.variable])));
  const own = new Set(Object.keys(headers).map((header) => header.toLowerCase()));
  const written = Object.entries(body).map(([key, value]) => [key, writer.write(value, [key])] as const);
  return {
    name,
    target,
    method,
    path,
    query: query.map(([key, value]) => [key, text(value)]),
    key: target.keyVariable === null ? null : variableText(target.keyVariable),
    connectionHeaders: target.headerNames
      .filter((header) => !own.has(header.toLowerCase()))
      .map((header) => [header, variableText(names.ofHeader(header))]),
    headers: Object.entries(headers).map(([header, value]) => [header, text(value)]),
    body: Object.fromEntries(written.map(([key, value]) => [key, key === "metadata" ? withName(value, name) : value])),
    threadId: shared.thread_id,
    params: writer.write(spec.params ?? {}, ["params"]) as WrittenObject,
    spec: name === null ? spec : { name, ...spec },
    left,
  };
}

/** All headers besides the content type, in the order in which they are written. */
export function headersOf({ key, connectionHeaders, headers }: ExactRequest): Named<Text> {
  return [...(key === null ? [] : [["x-api-key", key] as const]), ...connectionHeaders, ...headers];
}

/** Not as it was written: a placeholder in a name is only text. */
function withName(metadata: WrittenValue, name: string | null): WrittenValue {
  return name === null ? metadata : { ...(metadata as WrittenObject), [metadataKeys.name]: name };
}

function keyOf(path: ValuePath): string {
  return path.join("\0");
}

/** A variable for each placeholder and header; no two share one by chance. */
class VariableNames {
  private readonly taken: Set<string>;
  private readonly secrets = new Map<string, string>();
  private readonly headers = new Map<string, string>();

  constructor(spec: JsonObject, taken: readonly string[]) {
    const used = placeholdersOf(spec);
    const named = (kind: Placeholder["kind"]) => used.filter((each) => each.kind === kind).map(({ name }) => name);
    this.taken = new Set([...taken, ...named("env")]);
    for (const name of named("secret")) {
      const free = named("env").includes(name) ? variableName(["SECRET", name], this.taken) : name;
      this.secrets.set(name, free);
      this.taken.add(free);
    }
  }

  of({ kind, name }: Placeholder): string {
    return kind === "env" ? name : (this.secrets.get(name) ?? name);
  }

  ofHeader(header: string): string {
    const known = this.headers.get(header);
    if (known !== undefined) return known;
    const name = variableName(["LANGGRAPH", header], this.taken);
    this.headers.set(header, name);
    this.taken.add(name);
    return name;
  }
}

/** Puts variables into JSON: for placeholders where they work, and for secrets anywhere. */
class ValueWriter {
  constructor(
    private readonly text: (value: string) => Text,
    private readonly secrets: ReadonlyMap<string, string>,
  ) {}

  write(value: JsonValue, path: readonly [parameter: string, ...(string | number)[]]): WrittenValue {
    if (typeof value === "string") {
      if (resolvesPlaceholders(path[0])) return this.text(value);
      const secret = this.secrets.get(keyOf(path));
      return secret === undefined ? value : variableText(secret);
    }
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((item: JsonValue, index) => this.write(item, [...path, index]));
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.write(item, [...path, key])]));
  }
}
