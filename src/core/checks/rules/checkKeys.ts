import type { RawArguments } from "../../arguments/cronArguments";
import { limits } from "../../arguments/limits";
import { parameterByName, parameters } from "../../arguments/parameters";
import { mostSimilar } from "../../base/similar";
import type { Finding } from "../../finding/finding";
import { removeKey, setTo } from "../../finding/fixes";
import { shown, specFinding } from "../specFinding";

const knownKeys = ["name", "protect", ...parameters.map(({ name }) => name)];

/** Names that other tools, or the API's own routes, use for the same thing. */
const otherWords: Readonly<Record<string, string>> = {
  cron: "schedule",
  tz: "timezone",
  thread: "thread_id",
  assistant: "assistant_id",
  graph: "assistant_id",
  graph_id: "assistant_id",
  query: "params",
  expires_at: "end_time",
  webhook_url: "webhook",
  multitask: "multitask_strategy",
};

/** Keys of `POST /threads/{id}/runs` that a cron's payload happens to pass on to its runs (Agent Server 0.16.7). */
const runKeys = [
  "after_seconds",
  "checkpoint",
  "checkpoint_id",
  "command",
  "feedback_keys",
  "if_not_exists",
  "on_completion",
  "on_disconnect",
];

/** Keys of a server's answer but of no request, as in a cron copied from an answer. */
const serverKeys = ["cron_id", "user_id", "created_at", "updated_at", "next_run_date", "payload"];

/** Reports unknown keys, missing required ones, and nulls, which the server refuses instead of ignoring. */
export function checkKeys(spec: RawArguments): readonly Finding[] {
  const keys = Object.keys(spec);
  const strangers = keys.filter((key) => parameterByName(key) === undefined).slice(0, limits.mistakes);
  const unknown = strangers.map((key) => unknownKey(key, spec));
  // A misspelt key is not also missing.
  const meant = new Set(unknown.map(({ args }) => args.suggestion));
  return [
    ...missingKeys(spec).filter(({ path: [key = ""] }) => !meant.has(key)),
    ...unknown,
    ...keys.flatMap((key) => nullValue(key, spec)),
  ];
}

function missingKeys(spec: RawArguments): readonly Finding[] {
  return parameters
    .filter(({ name, required }) => required && !Object.hasOwn(spec, name))
    .map(({ example, name, type }) =>
      type.kind === "uuidOrNull"
        ? specFinding("spec.missing-thread", [name], { fix: setTo(null) })
        : specFinding("spec.missing", [name], {
            args: { key: name },
            fix: setTo(example),
          }),
    );
}

function unknownKey(key: string, spec: RawArguments): Finding {
  const args = { key: shown(key) };
  if (serverKeys.includes(key)) return specFinding("spec.made-by-server", [key], { args, fix: removeKey });
  if (runKeys.includes(key)) return specFinding("spec.run-key", [key], { args, fix: removeKey });
  const suggestion = Object.hasOwn(otherWords, key) ? otherWords[key] : mostSimilar(key, knownKeys);
  // A key that already exists can't be the intended one.
  if (suggestion === undefined || Object.hasOwn(spec, suggestion)) {
    return specFinding("spec.unknown-key", [key], { args, fix: removeKey });
  }
  const fix = { kind: "replaceText", text: suggestion } as const;
  return specFinding("spec.unknown-key-similar", [key], { args: { ...args, suggestion }, fix });
}

function nullValue(key: string, spec: RawArguments): readonly Finding[] {
  const type = parameterByName(key)?.type;
  if (spec[key] !== null || type === undefined || type.kind === "uuidOrNull") return [];
  return [specFinding("spec.null", [key], { args: { key }, fix: removeKey })];
}
