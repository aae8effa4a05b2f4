import { variableOf } from "../core/base/environment";
import { type CliIo, UsageError } from "./cliIo";
import { cliText } from "./cliTexts";

/** The names that the SDK reads, in the same order. */
const keyVariables = ["LANGGRAPH_API_KEY", "LANGSMITH_API_KEY", "LANGCHAIN_API_KEY"];

/** The variable that `readKey` takes the key from; undefined if there is none. */
export function keyVariable(variable: string | undefined, env: CliIo["env"]): string | undefined {
  return variable ?? keyVariables.find((name) => (variableOf(env, name) ?? "") !== "");
}

/**
 * The key of `--api-key-env`, or of the variables that the SDK reads. Drops quotes around it, as the SDK does: they come
 * from .env files that were not read by a shell. Throws `UsageError`.
 */
export function readKey(variable: string | undefined, env: CliIo["env"]): string | undefined {
  if (variable !== undefined && !variableOf(env, variable)) throw new UsageError(cliText("noKey", { name: variable }));
  const names = variable === undefined ? keyVariables : [variable];
  const found = names.map((name) => variableOf(env, name)).find((key) => key !== undefined && key !== "");
  return found
    ?.trim()
    .replace(/^"+|"+$/g, "")
    .replace(/^'+|'+$/g, "");
}
