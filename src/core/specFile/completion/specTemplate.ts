import { parameters } from "../../arguments/parameters";
import { isJsonObject, type JsonValue } from "../../base/json";
import { escapeSnippet, jsonSnippet, snippetStop, textsAsStops } from "./snippetText";

/**
 * What a new spec contains; all other parameters are comments. `input` comes last, so that any comment can be switched
 * on without adjusting commas.
 */
const prefilled: Readonly<Record<string, JsonValue>> = {
  thread_id: null,
  assistant_id: "agent",
  schedule: "0 9 * * 1-5",
  timezone: "UTC",
  input: { messages: [{ role: "user", content: "hello!" }] },
};

/** In a list, each spec needs its own name. */
const named: Readonly<Record<string, JsonValue>> = { name: "daily-report" };

export interface TemplateOptions {
  /** Translates an English text into the user's language. */
  readonly translate: (text: string) => string;
  readonly isInList?: boolean;
  /** Leaves a thread's id to be filled in; otherwise the spec has no thread of its own. */
  readonly isOnThread?: boolean;
  /** Leaves out the parameters that would be comments. */
  readonly isShort?: boolean;
}

/** A new spec as snippet text. */
export function specTemplate({ translate, isInList, isOnThread, isShort }: TemplateOptions): string {
  const thread = isOnThread === true ? { thread_id: "" } : {};
  const values = { ...(isInList === true ? named : {}), ...prefilled, ...thread };
  const active = Object.entries(values).map(([name, value], index, all) => {
    const end = index === all.length - 1 ? "" : ",";
    const stop = isJsonObject(value) ? textsAsStops(index + 1, value) : snippetStop(index + 1, value);
    return `\t"${name}": ${stop}${end}`;
  });
  const standingBy = parameters
    .filter((parameter) => isShort !== true && !(parameter.name in prefilled) && parameter.deprecated === undefined)
    .flatMap(({ example, help, name }) => [
      "",
      `\t// ${escapeSnippet(translate(help))}`,
      `\t// "${name}": ${jsonSnippet(example)},`,
    ]);
  const last = isShort === true ? [] : [""];
  return ["{", ...active.slice(0, -1), ...standingBy, ...last, ...active.slice(-1), "}"].join("\n");
}
