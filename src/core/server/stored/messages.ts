import { isJsonObject, type JsonObject, type JsonValue } from "../../base/json";

/** Tokens as AI messages count them. */
export interface TokenUsage {
  readonly input: number;
  readonly output: number;
  readonly total: number;
}

/** The tokens of one model; `model`: as its provider names it, undefined if the messages don't say. */
export interface ModelUsage extends TokenUsage {
  readonly model: string | undefined;
}

/** The messages in a graph's values; empty if its state has none. */
export function messagesOf(values: JsonValue | undefined): readonly JsonObject[] {
  const messages = isJsonObject(values) ? values.messages : undefined;
  return Array.isArray(messages) ? messages.filter(isJsonObject) : [];
}

/** The text of the last message that a model wrote; undefined if there is none with a text. */
export function lastAnswer(messages: readonly JsonObject[]): string | undefined {
  const last = messages.findLast((message) => isFromModel(message) && textOf(message) !== "");
  return last === undefined ? undefined : textOf(last);
}

/** Those after the last human one, with which a cron's run starts: on a thread with a history the run's own. */
export function ownMessages(messages: readonly JsonObject[]): readonly JsonObject[] {
  return messages.slice(messages.findLastIndex(({ role, type }) => type === "human" || role === "user") + 1);
}

/** The sum of `usage_metadata`; undefined if no message has it. */
export function usageOf(messages: readonly JsonObject[]): TokenUsage | undefined {
  const counted = usageByModel(messages);
  if (counted.length === 0) return undefined;
  const { input, output, total } = counted.reduce(plus, { input: 0, output: 0, total: 0 });
  return { input, output, total };
}

/** The same for each model, in the order in which they answered; empty if no message has it. */
export function usageByModel(messages: readonly JsonObject[]): readonly ModelUsage[] {
  const byModel = new Map<string | undefined, ModelUsage>();
  for (const message of messages) {
    const { usage_metadata: usage } = message;
    if (!isJsonObject(usage)) continue;
    const [input, output, total] = [usage.input_tokens, usage.output_tokens, usage.total_tokens].map(countOf);
    const model = modelOf(message);
    const own = { input: input ?? 0, output: output ?? 0, total: total ?? 0 };
    byModel.set(model, { model, ...plus(byModel.get(model) ?? { input: 0, output: 0, total: 0 }, own) });
  }
  return [...byModel.values()];
}

function plus(one: TokenUsage, other: TokenUsage): TokenUsage {
  return { input: one.input + other.input, output: one.output + other.output, total: one.total + other.total };
}

/** LangChain's integrations use one of these keys. */
function modelOf({ response_metadata: about }: JsonObject): string | undefined {
  if (!isJsonObject(about)) return undefined;
  return [about.model_name, about.model, about.model_id].filter((name) => typeof name === "string").find(Boolean);
}

function countOf(value: JsonValue | undefined): number {
  return typeof value === "number" && Number.isFinite(value) && value > 0 ? value : 0;
}

/** Python's messages have a `type`, OpenAI's a `role`. */
function isFromModel({ type, role }: JsonObject): boolean {
  return type === "ai" || type === "AIMessageChunk" || role === "assistant" || role === "ai";
}

/** A content is a text, or a list of parts, of which some are texts. */
function textOf({ content }: JsonObject): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  const parts = content.map((part) => (isJsonObject(part) ? part.text : part));
  return parts.filter((part) => typeof part === "string").join("\n");
}
