import type { environmentKeys } from "./environmentsFile";

/** What the keys of a file of environments mean: for completion, hovers and the JSON schema. */
export const environmentTexts = {
  set: "The id of this folder's crons. Plans show it, and only one apply of a set works on a server at a time.",
  environments: "By name: the servers for which these spec files are, and what is otherwise there.",
  overrides:
    "What is otherwise there than in the spec files: by a spec's name, or “*” for all. Objects are merged key by key, null removes a value.",
  url: "The address of the Agent Server. In the editor, your connection with this address is used, with its key.",
  apiKeyEnv:
    "The name of the environment variable from which the command line takes the server's key; never the key itself. The editor does not read it.",
  production: "true: whatever changes crons there asks for a confirmation.",
  all: "For all specs. What is said for a spec by its name counts more.",
} as const satisfies Readonly<Record<(typeof environmentKeys)[number] | "set" | "environments" | "all", string>>;
