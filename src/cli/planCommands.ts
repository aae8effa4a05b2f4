import type { CommandSpec } from "./commandSpec";
import { productDialect, serverOptions } from "./healthCommands";

/** Commands for a folder of spec files and a server as a whole: a part of `commandTable`. */
export const planCommands = {
  plan: {
    summary: "What a submit of spec files would change on a server.",
    details:
      "PATH is as FILE for check: a file, a folder or a pattern (default: this folder). Changes nothing. Placeholders are not filled in, so no secret is needed but the server's key.",
    argument: { value: { label: "PATH", kind: "specFile" }, count: "any" },
    options: {
      env: {
        help: "The environment of langgraph-crons.json: its server, its key, and what is otherwise there.",
        value: { label: "NAME", kind: "text" },
      },
      url: { help: "The address of the Agent Server, instead of --env.", value: { label: "URL", kind: "text" } },
      "api-key-env": serverOptions["api-key-env"],
      dialect: productDialect,
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
} as const satisfies Readonly<Record<string, CommandSpec>>;
