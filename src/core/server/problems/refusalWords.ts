import { isJsonObject, type JsonValue } from "../../base/json";
import { parseAnswer } from "../requests/parseAnswer";

/** The text of a refusal, and the parameter it is about if its form tells. */
export interface RefusalWords {
  readonly words: string;
  /** The wire name of a parameter, or null if the form does not tell. */
  readonly parameter: string | null;
}

/** Nobody reads more refusals than this. */
const mostRefusals = 20;

/** Reads `{"detail": "…"}` (Agent Server), `message` (Aegra) and lists of places (FastAPI); empty for HTML. */
export function refusalWords(text: string): RefusalWords {
  const parsed = parseAnswer(text);
  if (!parsed.ok) return plain(parsed.failure === "html" ? "" : text);
  if (!isJsonObject(parsed.value)) return plain(text);
  const detail = parsed.value.detail ?? parsed.value.message;
  if (Array.isArray(detail)) return listed(detail);
  if (isJsonObject(detail)) return listed([detail]);
  return plain(typeof detail === "string" ? detail : "");
}

function plain(words: string): RefusalWords {
  return { words, parameter: null };
}

interface Refusal {
  readonly message: string;
  readonly parameter: string | null;
  /** Such as `config.tags.1`; empty for the whole request. */
  readonly path: string;
}

function listed(items: readonly JsonValue[]): RefusalWords {
  const refusals = items.slice(0, mostRefusals).flatMap(refusalOf);
  const byPath = new Map<string, Set<string>>();
  for (const { path, message } of refusals) byPath.set(path, (byPath.get(path) ?? new Set()).add(message));
  const words = [...byPath].map(([path, messages]) => {
    const text = [...messages].join("; ");
    return path === "" ? text : `${path}: ${text}`;
  });
  return {
    words: words.join("; "),
    parameter: refusals.find(({ parameter }) => parameter !== null)?.parameter ?? null,
  };
}

function refusalOf(item: JsonValue): readonly Refusal[] {
  if (typeof item === "string") return [{ message: item, parameter: null, path: "" }];
  if (!isJsonObject(item) || typeof item.msg !== "string") return [];
  const [part, ...keys] = Array.isArray(item.loc) ? item.loc : [];
  const [name] = keys;
  return [
    {
      message: item.msg.replace(/^Value error, /, ""),
      parameter: part === "body" && typeof name === "string" ? name : null,
      path: keys.filter(isKey).join("."),
    },
  ];
}

/** False for the types that FastAPI tried, which it lists among the keys: `list[str]`, `literal['*']`. */
function isKey(key: JsonValue): boolean {
  return typeof key === "number" || (typeof key === "string" && /^[\w-]+$/.test(key));
}
