import { isJsonObject, type JsonValue } from "../../core/base/json";
import { lastAnswer, messagesOf } from "../../core/server/stored/messages";
import type { StreamedEvent } from "../../core/server/streamedEvent";

/** Characters; of a longer output the end is kept. */
const longest = 20_000;

/** What a run that is followed has said so far, as text. A run streams what its `stream_mode` asks for. */
export class LiveOutput {
  private lines = "";
  private state = "";

  /** The steps, then the newest state. */
  get text(): string {
    return [this.lines, this.state].filter((part) => part !== "").join("\n\n");
  }

  add({ data, event }: StreamedEvent): void {
    // Of a subgraph: `values|node:id`.
    const [mode = ""] = event.split("|");
    switch (mode) {
      case "metadata":
        return;
      case "values":
        this.state = stateText(data);
        return;
      case "messages/partial":
      case "messages/complete":
        this.state = lastAnswer(Array.isArray(data) ? data.filter(isJsonObject) : []) ?? this.state;
        return;
      case "messages":
        this.append(chunkText(data), "");
        return;
      case "error":
        this.append(errorText(data), "\n");
        return;
      default:
        this.append(`${mode}: ${JSON.stringify(data)}`, "\n");
    }
  }

  private append(text: string, separator: string): void {
    const joined = this.lines === "" ? text : `${this.lines}${separator}${text}`;
    this.lines = joined.length <= longest ? joined : `…${joined.slice(-longest).toWellFormed()}`;
  }
}

function stateText(values: JsonValue): string {
  const text = lastAnswer(messagesOf(values)) ?? JSON.stringify(values, undefined, 2);
  return text.length <= longest ? text : `${text.slice(0, longest).toWellFormed()}…`;
}

/** A pair: a piece of a message, and where it comes from. */
function chunkText(data: JsonValue): string {
  const [chunk] = Array.isArray(data) ? data : [];
  return isJsonObject(chunk) ? (lastAnswer([chunk]) ?? "") : "";
}

function errorText(data: JsonValue): string {
  if (!isJsonObject(data)) return JSON.stringify(data);
  return [data.error, data.message].filter((part) => typeof part === "string").join(": ");
}
