import type { JsonValue } from "../../core/json";
import type { Parameter } from "../../core/spec/parameter";
import { parameters } from "../../core/spec/parameters";

/**
 * What a new spec says at once; every other parameter stands by as a comment. `input` comes last, so that any comment
 * can be switched on without minding commas.
 */
const prefilled: Readonly<Record<string, JsonValue>> = {
  thread_id: null,
  assistant_id: "agent",
  schedule: "0 9 * * 1-5",
  timezone: "UTC",
  input: { messages: [{ role: "user", content: "hello!" }] },
};

/** A new spec file as snippet text. `help` words what a parameter does, in the user's language. */
export function specTemplate(help: (parameter: Parameter) => string): string {
  const active = Object.entries(prefilled).map(([name, value], index, all) => {
    const end = index === all.length - 1 ? "" : ",";
    return `  "${name}": ${placeholder(index + 1, value)}${end}`;
  });
  const standingBy = parameters
    .filter((parameter) => !(parameter.name in prefilled) && parameter.deprecated === undefined)
    .flatMap((parameter) => [
      "",
      `  // ${escapeSnippet(help(parameter))}`,
      `  // "${parameter.name}": ${escapeSnippet(JSON.stringify(parameter.example))},`,
    ]);
  return ["{", ...active.slice(0, -1), ...standingBy, "", ...active.slice(-1), "}", ""].join("\n");
}

/** A place to type in. A string's quotes stay outside of it. */
function placeholder(index: number, value: JsonValue): string {
  const text = escapeSnippet(typeof value === "string" ? value : JSON.stringify(value));
  return typeof value === "string" ? `"\${${index}:${text}}"` : `\${${index}:${text}}`;
}

function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}
