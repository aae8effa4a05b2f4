import type { RawArguments } from "../../arguments/cronArguments";
import { parameters } from "../../arguments/parameters";
import { camelCase } from "../../base/camelCase";
import type { JsonValue } from "../../base/json";
import { refuse } from "../literals/excerpt";
import type { LiteralReader } from "../literals/literalReader";
import type { CodeSource, TokenRange } from "../tokens/codeSource";
import type { FoundCall } from "./findCalls";
import { pythonArguments, scriptOptions } from "./givenValues";
import { pythonMoment, pythonZone } from "./momentLiteral";

/**
 * The arguments of a call that creates a cron, so that a request with them is the one that the SDK sends
 * (langgraph_sdk 0.4, @langchain/langgraph-sdk 1.15). Throws `NotLiteral`.
 */
export function cronCall(source: CodeSource, reader: LiteralReader, call: FoundCall): RawArguments {
  return source.language === "python" ? pythonCall(source, reader, call) : scriptCall(source, reader, call);
}

/** What comes before the values that have a name. */
function positionsOf({ name }: FoundCall): readonly string[] {
  return name === "create" ? ["assistant_id"] : ["thread_id", "assistant_id"];
}

function pythonCall(source: CodeSource, reader: LiteralReader, call: FoundCall): RawArguments {
  const positions = positionsOf(call);
  const isOnThread = positions.includes("thread_id");
  const names = parameters
    .filter(({ name, withoutThreadOnly }) => (isOnThread ? withoutThreadOnly !== true : name !== "thread_id"))
    .map(({ name }) => name);
  const given = pythonArguments(source, call, { names, positions });
  const valueFor = (name: string, range: TokenRange): JsonValue => {
    if (positions.includes(name)) return reader.text(range, name);
    if (name === "end_time") return pythonMoment(source, reader, range);
    return (name === "timezone" ? pythonZone(source, reader, range) : reader.value(range)) ?? null;
  };
  // The SDK leaves out what is None.
  const values = [...given].map(([name, range]) => [name, valueFor(name, range)] as const);
  return complete(source, call, new Map(values.filter(([, value]) => value !== null)));
}

/** Parameters that its calls don't have. */
const notInScript: readonly string[] = ["thread_id", "assistant_id", "headers", "params"];

function scriptCall(source: CodeSource, reader: LiteralReader, call: FoundCall): RawArguments {
  if (call.name === "create_for_thread") {
    return refuse(source, { from: call.from, to: call.open }, "noFunction", { call: call.name });
  }
  const items = source.items(call.open);
  const spread = items.find(({ from }) => source.isMark(from, "..."));
  if (spread !== undefined) refuse(source, spread, "spread");
  const positions = positionsOf(call);
  const values = new Map<string, JsonValue>();
  for (const [index, name] of positions.entries()) {
    const item = items[index];
    if (item !== undefined) values.set(name, reader.text(item, camelCase(name)));
  }
  const [options, more] = items.slice(positions.length);
  if (more !== undefined) refuse(source, more, "position", { call: call.name, count: positions.length + 1 });
  const wireNames = parameters.map(({ name }) => name).filter((name) => !notInScript.includes(name));
  const names = new Map(wireNames.map((name) => [camelCase(name), name]));
  if (options !== undefined) {
    const given = scriptOptions(source, reader, { call, names: [...names.keys()], range: options });
    for (const [name, { value }] of given) values.set(names.get(name) ?? name, value);
  }
  return complete(source, call, values);
}

/** In the order of their declaration, which is that of a spec file. Throws `NotLiteral` if a needed one is missing. */
function complete(source: CodeSource, call: FoundCall, values: ReadonlyMap<string, JsonValue>): RawArguments {
  for (const name of [...positionsOf(call), "schedule"]) {
    const shown = source.language === "python" ? name : camelCase(name);
    if (!values.has(name)) refuse(source, { from: call.from, to: call.open }, "missing", { name: shown });
  }
  const all = new Map<string, JsonValue>([["thread_id", null], ...values]);
  return Object.fromEntries(
    parameters.flatMap(({ name }) => {
      const value = all.get(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
