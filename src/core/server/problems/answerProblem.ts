import { oneLine } from "../../base/oneLine";
import { redact } from "./redact";
import { refusalWords } from "./refusalWords";
import { rejectedParameter } from "./rejectedParameter";
import type { ServerProblem } from "./serverProblem";

/** A complete HTTP answer. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly retryAfterSeconds: number | null;
}

/** A limit, because a server may quote a value of megabytes. */
const longestDetail = 600;

/** The problem that a non-2xx answer means, with `secrets` masked in its text. */
export function answerProblem(answer: Answer, keySent: boolean, secrets: readonly string[]): ServerProblem {
  const { status, retryAfterSeconds } = answer;
  const refusal = refusalWords(answer.text);
  const words = redact(refusal.words, secrets);
  const detail = readable(words);
  if (status === 401 || status === 403) return { kind: "unauthorized", status, detail, keySent };
  if (status === 404) return { kind: "notFound", detail };
  const isBusy = status === 503 || (status === 429 && retryAfterSeconds !== null);
  if (isBusy) return { kind: "busy", status, retryAfterSeconds, detail };
  if (status >= 500) return { kind: "serverError", status, detail };
  if (status >= 400)
    return { kind: "rejected", status, detail, parameter: refusal.parameter ?? rejectedParameter(words) };
  return { kind: "notAgentServer", reason: `HTTP ${status}` };
}

const instancePath = /On instance((?:\[(?:"[^"]*"|\d+)\])+)/;

/** The first paragraph on one line; for a JSON schema's refusal, preceded by the place within the parameter. */
function readable(words: string): string {
  const [paragraph = ""] = words.split("\n\n");
  const keys = [...(instancePath.exec(words)?.[1] ?? "").matchAll(/"([^"]*)"|(\d+)/g)].map((key) => key[1] ?? key[2]);
  const line = oneLine(paragraph.slice(0, longestDetail * 2))
    .replace(/\s+/g, " ")
    .trim();
  const cut = line.length > longestDetail ? `${line.slice(0, longestDetail).toWellFormed()}…` : line;
  return keys.length > 1 ? `${keys.join(".")}: ${cut}` : cut;
}
