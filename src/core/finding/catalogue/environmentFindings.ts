import type { SpecFindingEntry } from "./specFindingEntry";

/** Findings about a `langgraph-crons.json`. None repeats a value, because that could be a key. */
export const environmentFindings = {
  "environments.empty": {
    severity: "error",
    message:
      'The file is empty. Write { "environments": { "staging": { "url": "https://…", "apiKeyEnv": "STAGING_KEY" } } }.',
    help: "environments.md#the-file",
  },
  "environments.too-large": {
    severity: "error",
    message: "The file has more than a million characters. It only names environments and what is otherwise there.",
    help: "environments.md#the-file",
  },
  "environments.too-deep": {
    severity: "error",
    message: "Objects and lists are nested too deep here.",
    help: "environments.md#the-file",
  },
  "environments.more-text": {
    severity: "error",
    message: "There is more text after the end: the file is one object, in { }.",
    help: "environments.md#the-file",
  },
  "environments.duplicate-key": {
    severity: "error",
    message: "The key “{key}” is there twice. Only the last one counts: remove the others.",
    help: "environments.md#the-file",
    at: "key",
  },
  "environments.not-an-object": {
    severity: "error",
    message: "This must be an object, in { }.",
    help: "environments.md#the-file",
  },
  "environments.unknown-key": {
    severity: "error",
    message: "There is no key “{key}” here. What can be set: {known}.",
    help: "environments.md#the-file",
    at: "key",
  },
  "environments.unknown-key-similar": {
    severity: "error",
    message: "There is no key “{key}” here. Did you mean “{meant}”?",
    help: "environments.md#the-file",
    at: "key",
  },
  "environments.same-everywhere": {
    severity: "error",
    message:
      "“{key}” is the same in all environments. What can be set otherwise: {known}. For anything else write another spec.",
    help: "environments.md#overrides",
    at: "key",
  },
  "environments.set": {
    severity: "error",
    message: "The id of a set is a text of letters, digits, “_”, “-” and “.”, such as billing-crons.",
    help: "environments.md#the-file",
  },
  "environments.missing": {
    severity: "error",
    message: "“environments” is missing: an object with a name and a server for each environment.",
    help: "environments.md#the-file",
  },
  "environments.url": {
    severity: "error",
    message: "“url” must be the address of an Agent Server, such as https://agents.example.com.",
    help: "environments.md#the-file",
  },
  "environments.url-scheme": {
    severity: "error",
    message: "The URL must begin with http:// or https://.",
    help: "environments.md#the-file",
  },
  "environments.url-user": {
    severity: "error",
    message:
      "The URL must not contain a user name or password. Remove it, also from git's history, and replace it; name the variable with the server's key in “apiKeyEnv”.",
    help: "environments.md#keys",
  },
  "environments.url-query": {
    severity: "error",
    message: "The URL must not contain a query (everything from “?” on).",
    help: "environments.md#the-file",
  },
  "environments.url-fragment": {
    severity: "error",
    message: "The URL must not contain a fragment (everything from “#” on).",
    help: "environments.md#the-file",
  },
  "environments.api-key-env": {
    severity: "error",
    message:
      "This must be the name of an environment variable in capitals, such as STAGING_KEY. If it is a key: remove it, also from git's history, and replace it.",
    help: "environments.md#keys",
  },
  "environments.production": {
    severity: "error",
    message: "This must be true or false.",
    help: "environments.md#the-file",
  },
  "environments.same-server": {
    severity: "warning",
    message:
      "“{other}” is the same server. Both are one set of crons there: what is applied for the one undoes the other.",
    help: "environments.md#the-file",
  },
  "environments.no-spec": {
    severity: "warning",
    message: "No spec of these files is called “{name}”, so this changes nothing.",
    help: "environments.md#overrides",
    at: "key",
  },
  "environments.no-spec-similar": {
    severity: "warning",
    message: "No spec of these files is called “{name}”, so this changes nothing. Did you mean “{meant}”?",
    help: "environments.md#overrides",
    at: "key",
  },
} as const satisfies Record<string, SpecFindingEntry>;

export type EnvironmentFindingCode = keyof typeof environmentFindings;
