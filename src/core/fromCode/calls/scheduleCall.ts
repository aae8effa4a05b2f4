import type { RawArguments } from "../../arguments/cronArguments";
import { isJsonObject, type JsonValue } from "../../base/json";
import { refuse } from "../literals/excerpt";
import type { LiteralReader } from "../literals/literalReader";
import type { CodeSource, TokenRange } from "../tokens/codeSource";
import { type FoundCall, findFunctionCall } from "./findCalls";
import { pythonArguments, scriptOptions } from "./givenValues";

const names = ["cron", "timezone", "prompt", "input", "thread", "context"];
/** What no spec can say. */
const delivery: Readonly<Record<CodeSource["language"], string>> = { python: "deliver_to", script: "deliverTo" };

/**
 * The cron that a deploy of Managed Deep Agents makes of a `define_schedule` (managed-deepagents 0.9.5): a thread for
 * each run, deleted after it, and the prompt as a message of the user. `agent`: the name of its graph. Throws
 * `NotLiteral`.
 */
export function scheduleCall(
  source: CodeSource,
  reader: LiteralReader,
  { agent, call }: { readonly agent: string | undefined; readonly call: FoundCall },
): RawArguments {
  const whole = { from: call.from, to: call.open };
  const given = valuesOf(source, reader, call);
  const text = (name: string): string | undefined => {
    const found = given.get(name);
    if (found === undefined) return undefined;
    return typeof found.value === "string" ? found.value : refuse(source, found.range, "notText", { name });
  };
  const schedule = text("cron") ?? refuse(source, whole, "missing", { name: "cron" });
  const [timezone, prompt] = [text("timezone"), text("prompt")];
  const [input, context] = [given.get("input")?.value, given.get("context")?.value];
  if ((prompt === undefined) === (input === undefined)) refuse(source, whole, "oneOfTwo");
  const thread = given.get("thread");
  const mode = isJsonObject(thread?.value) ? (thread.value.mode ?? "ephemeral") : "ephemeral";
  if (thread !== undefined && mode !== "ephemeral") refuse(source, thread.range, "persistentThread");
  if (agent === undefined) refuse(source, whole, "noAgent");
  return {
    thread_id: null,
    assistant_id: agent,
    on_run_completed: "delete",
    schedule,
    ...(timezone === undefined ? {} : { timezone }),
    input: input ?? { messages: [{ role: "user", content: prompt ?? "" }] },
    ...(context === undefined ? {} : { context }),
  };
}

/** The name of the agent that a file of Managed Deep Agents defines, which is that of its graph. */
export function agentName(source: CodeSource, reader: LiteralReader): string | undefined {
  const call = findFunctionCall(source, ["define_deep_agent", "defineDeepAgent"]);
  if (call === undefined) return undefined;
  const range = source.language === "python" ? nameInPython(source, call) : nameInScript(source, reader, call);
  return range === undefined ? undefined : reader.text(range, "name");
}

type Given = ReadonlyMap<string, { readonly value: JsonValue; readonly range: TokenRange }>;

function valuesOf(source: CodeSource, reader: LiteralReader, call: FoundCall): Given {
  const known = [...names, delivery[source.language]];
  const deliveryIn = (given: ReadonlyMap<string, TokenRange>) => {
    const range = given.get(delivery[source.language]);
    if (range !== undefined) refuse(source, range, "delivery", { name: delivery[source.language] });
  };
  if (source.language === "python") {
    const given = pythonArguments(source, call, { names: known, positions: [] });
    deliveryIn(given);
    const values = [...given].map(([name, range]) => [name, { value: reader.value(range) ?? null, range }] as const);
    return new Map(values.filter(([, { value }]) => value !== null));
  }
  const [range] = source.items(call.open);
  if (range === undefined) return new Map();
  const given = scriptOptions(source, reader, { call, names: known, range });
  deliveryIn(new Map([...given].map(([name, value]) => [name, value.range])));
  return given;
}

function nameInPython(source: CodeSource, call: FoundCall): TokenRange | undefined {
  const item = source.items(call.open).find(({ from }) => source.isName(from, "name") && source.isMark(from + 1, "="));
  return item === undefined ? undefined : { from: item.from + 2, to: item.to };
}

function nameInScript(source: CodeSource, reader: LiteralReader, call: FoundCall): TokenRange | undefined {
  const [options] = source.items(call.open);
  if (options === undefined || !source.isMark(options.from, "{")) return undefined;
  const item = source.items(options.from).find(({ from }) => source.isName(from, "name"));
  return item === undefined ? undefined : reader.entry(options, item).value;
}
