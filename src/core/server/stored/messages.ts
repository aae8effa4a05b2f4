import { isJsonObject, type JsonObject, type JsonValue } from "../../base/json";

/** Tokens as AI messages count them. */
export interface TokenUsage {
  readonly input: number;
  readonly output: number;
  readonly total: number;
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

/** The sum of `usage_metadata`; undefined if no message has it. */
export function usageOf(messages: readonly JsonObject[]): TokenUsage | undefined {
  const counted = messages.map(({ usage_metadata }) => usage_metadata).filter(isJsonObject);
  if (counted.length === 0) return undefined;
  const sum = (key: string) => counted.reduce((all, usage) => all + countOf(usage[key]), 0);
  return { input: sum("input_tokens"), output: sum("output_tokens"), total: sum("total_tokens") };
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
