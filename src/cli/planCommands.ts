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

const pruneOptions = {
  prune: {
    help: "Also pause, and later delete, the crons of the set of langgraph-crons.json whose spec is gone.",
  },
  grace: {
    help: "With --prune: how long such a cron stays paused before an apply deletes it (default: 7d; 0: it is deleted at once).",
    value: { label: "TIME", kind: "text" },
  },
} as const satisfies Readonly<Record<string, OptionSpec>>;

const into = {
  help: "The folder for the files; it is made if it is missing.",
  value: { label: "FOLDER", kind: "folder" },
  isRequired: true,
} as const satisfies OptionSpec;

/** Commands for a folder of spec files and a server as a whole: a part of `commandTable`. */
export const planCommands = {
  plan: {
    summary: "What a submit of spec files would change on a server.",
    details:
      "PATH is as FILE for check: a file, a folder or a pattern (default: this folder). Changes nothing. Placeholders are not filled in, so no secret is needed but the server's key.",
    argument: { value: { label: "PATH", kind: "specFile" }, count: "any" },
    options: {
      ...targetOptions,
      ...pruneOptions,
      out: { help: "Also write the plan as JSON to this file, for apply.", value: { label: "FILE", kind: "text" } },
      comment: {
        help: "In a workflow of a pull request on GitHub: keep one comment with the plan up to date, with GITHUB_TOKEN.",
      },
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
      { call: "plan --env production --prune --out plan.json", words: "to look at, and to apply later" },
      {
        call: "plan crons --url https://agents.example.com --api-key-env PROD_KEY --format markdown",
        words: "a table for a page",
      },
      { call: "plan --env production --format github --comment", words: "in a workflow of a pull request" },
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
      "Plans, shows the plan, asks, and then does exactly that: cron by cron, each only once, and none that was changed on the server meanwhile. PATH is as for plan, or one file of plan --out: then exactly that plan is done. Deletes no cron whose spec is gone, but with --prune.",
    argument: { value: { label: "PATH", kind: "specFile" }, count: "any" },
    options: {
      ...targetOptions,
      ...pruneOptions,
      "max-delete": {
        help: "How many crons --prune may pause or delete at most (default: 5). With more, nothing at all is changed.",
        value: { label: "N", kind: "text" },
      },
      yes: { help: "Don't ask; without a terminal it is needed." },
      concurrency: { help: "How many crons are worked on at once (default: 4).", value: { label: "N", kind: "text" } },
      "accept-server-times": { help: "Accept the server's times if they differ from ours." },
      format: {
        help: "The report for people (default), as JSON, as a table in Markdown, or as annotations and summary of a workflow on GitHub.",
        value: { choices: ["human", "json", "markdown", "github"] },
      },
      json: { help: "Short for --format json." },
    },
    examples: [
      { call: "apply --env staging", words: "this folder, to one of its environments" },
      { call: "apply crons --env production --yes --json", words: "in a pipeline, once the plan was approved" },
      { call: "apply plan.json --yes", words: "exactly the plan that plan --env production --out plan.json wrote" },
    ],
    exits: {
      refused:
        "a finding is an error, the server refused, something was left as it is, too many crons would be deleted, or the specs are not those of the plan",
      usage:
        "wrong arguments, a file that can't be read, a plan for another server or version, or a state folder that can't be written",
      unreachable: "the server can't be reached, or there is no Agent Server at that address",
    },
  },
  pull: {
    summary: "Writes the crons of a server to spec files.",
    details:
      "All crons, or those with a NAME or an ID. Each becomes a spec that is in sync right after. A cron without a name gets one on the server, after asking. Texts that look like secrets become placeholders. No spec that is there is overwritten without --overwrite.",
    argument: { value: { label: "NAME|ID", kind: "text" }, count: "any" },
    options: {
      into,
      ...targetOptions,
      set: {
        help: "Also write this id of the folder's crons into langgraph-crons.json, which is made if there is none.",
        value: { label: "NAME", kind: "text" },
      },
      yes: { help: "Name crons without asking; without a terminal it is needed, if any has no name." },
      "no-names": { help: "Change nothing on the server: the first apply takes over crons without a name." },
      overwrite: { help: "Make specs that are there and differ as their crons are." },
      managed: { help: "Also crons that Managed Deep Agents manages." },
      format: { help: "For people (default), or as JSON.", value: { choices: ["human", "json"] } },
      json: { help: "Short for --format json." },
    },
    examples: [
      { call: "pull --url http://localhost:2024 --into crons", words: "all crons of `langgraph dev`" },
      {
        call: "pull --env production --into crons --no-names --json",
        words: "in a pipeline, which changes nothing on the server",
      },
    ],
    exits: {
      refused: "a cron has no spec that is in sync, or the server refused",
      usage: "wrong arguments, a file that can't be read or written, or no cron has that name or id",
      unreachable: "the server can't be reached, or there is no Agent Server at that address",
    },
  },
  import: {
    summary: "Writes the crons that code creates to spec files.",
    details:
      "PATH is a Python, TypeScript or JavaScript file, a folder or a pattern. Reads the calls of client.crons.create and create_for_thread, and define_schedule of Managed Deep Agents. Nothing is executed: a call is read only if all its values are written out, and refused with the reason otherwise. Texts that look like secrets become placeholders.",
    argument: {
      value: { label: "PATH", kind: "text" },
      count: "many",
      missing: "A file or folder with code is missing.",
    },
    options: {
      into,
      assistant: {
        help: "What every define_schedule runs (default: the name in the agent file beside its folder).",
        value: { label: "NAME", kind: "text" },
      },
      overwrite: { help: "Make specs that are there and differ as the code has them." },
      format: { help: "For people (default), or as JSON.", value: { choices: ["human", "json"] } },
      json: { help: "Short for --format json." },
    },
    examples: [
      { call: "import scripts --into crons", words: "all calls below a folder" },
      { call: "import schedules --into crons --assistant my-agent --json", words: "of Managed Deep Agents, as JSON" },
    ],
    exits: {
      refused: "a call was refused, a spec that is there differs, or a finding is an error",
      usage: "wrong arguments, or a file that can't be read or written",
    },
  },
} as const satisfies Readonly<Record<string, CommandSpec>>;
