import type { CommandSpec, OptionSpec } from "./commandSpec";
import { productDialect, serverOptions } from "./healthCommands";

const targetOptions = {
  env: {
    help: "The environment of langgraph-crons.json: its server, its key, and what is otherwise there.",
    value: { label: "NAME", kind: "text" },
  },
  url: { help: "The address of the Agent Server, instead of --env.", value: { label: "URL", kind: "text" } },
  "api-key-env": serverOptions["api-key-env"],
  dialect: productDialect,
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** Commands for a folder of spec files and a server as a whole: a part of `commandTable`. */
export const planCommands = {
  plan: {
    summary: "What a submit of spec files would change on a server.",
    details:
      "PATH is as FILE for check: a file, a folder or a pattern (default: this folder). Changes nothing. Placeholders are not filled in, so no secret is needed but the server's key.",
    argument: { value: { label: "PATH", kind: "specFile" }, count: "any" },
    options: {
      ...targetOptions,
      out: { help: "Also write the plan as JSON to this file.", value: { label: "FILE", kind: "text" } },
      "detailed-exitcode": { help: "End with 2 if something is to be done." },
      format: {
        help: "For people (default), as JSON, as a table in Markdown, or as annotations and summary of a workflow on GitHub.",
        value: { choices: ["human", "json", "markdown", "github"] },
      },
      json: { help: "Short for --format json." },
    },
    examples: [
      { call: "plan crons --url http://localhost:2024", words: "of a folder, for `langgraph dev`" },
      { call: "plan --env staging --detailed-exitcode", words: "of this folder, for one of its environments" },
      {
        call: "plan crons --url https://agents.example.com --api-key-env PROD_KEY --format markdown",
        words: "for a comment on a pull request",
      },
    ],
    exits: {
      refused: "a finding is an error, or the server refused",
      usage: "wrong arguments, a file that can't be read, or with --detailed-exitcode: something is to be done",
      unreachable: "the server can't be reached, or there is no Agent Server at that address",
    },
  },
  apply: {
    summary: "Does what a plan of spec files says.",
    details:
      "Plans, shows the plan, asks, and then does exactly that: cron by cron, each only once, and none that was changed on the server meanwhile. PATH is as for plan. Deletes no cron whose file is gone.",
    argument: { value: { label: "PATH", kind: "specFile" }, count: "any" },
    options: {
      ...targetOptions,
      yes: { help: "Don't ask; without a terminal it is needed." },
      concurrency: { help: "How many crons are worked on at once (default: 4).", value: { label: "N", kind: "text" } },
      "accept-server-times": { help: "Accept the server's times if they differ from ours." },
      format: {
        help: "The report for people (default), as JSON, or as a table in Markdown.",
        value: { choices: ["human", "json", "markdown"] },
      },
      json: { help: "Short for --format json." },
    },
    examples: [
      { call: "apply --env staging", words: "this folder, to one of its environments" },
      { call: "apply crons --env production --yes --json", words: "in a pipeline, once the plan was approved" },
    ],
    exits: {
      refused: "a finding is an error, the server refused, or something was left as it is",
      usage: "wrong arguments, a file that can't be read, or a state folder that can't be written",
      unreachable: "the server can't be reached, or there is no Agent Server at that address",
    },
  },
} as const satisfies Readonly<Record<string, CommandSpec>>;
