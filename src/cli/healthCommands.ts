import type { ArgumentSpec, CommandSpec, OptionSpec } from "./commandSpec";

/** How to reach a server. */
export const serverOptions = {
  url: { help: "The address of the Agent Server.", value: { label: "URL", kind: "text" }, isRequired: true },
  "api-key-env": {
    help: "The environment variable with the server's API key.",
    value: { label: "NAME", kind: "variable" },
  },
} as const satisfies Readonly<Record<string, OptionSpec>>;

export const productDialect = {
  help: "How the server reads six fields (default: as its product does; Aegra expects seconds first).",
  value: { choices: ["seconds-last", "seconds-first"] },
} as const satisfies OptionSpec;

const oneCron = {
  value: { label: "NAME|ID", kind: "text" },
  count: "optional",
  missing: "Give the name or id of one cron, or none for all.",
} as const satisfies ArgumentSpec;

const keyDetails =
  "Without --api-key-env, the key is read from LANGGRAPH_API_KEY, LANGSMITH_API_KEY or LANGCHAIN_API_KEY.";

/** Commands that read a server and change nothing: a part of `commandTable`. */
export const healthCommands = {
  status: {
    summary: "How a server's crons are doing, for CI and pings.",
    details: `Prints the crons that are not well, and fails if one needs attention. ${keyDetails}`,
    argument: oneCron,
    options: {
      ...serverOptions,
      "fail-on": {
        help: "What counts as a failure, with commas: failed, waits, late, missed, never, endless, pilingUp, duplicate, skipped, running, due, scheduled, paused, ended; or none (default: the first eight, which need attention).",
        value: { label: "WORDS", kind: "text" },
      },
      since: {
        help: "Failed and missed runs count only if they are not older, such as 24h or 2027-01-01T00:00:00Z.",
        value: { label: "TIME", kind: "text" },
      },
      dialect: productDialect,
      format: {
        help: "For people (default), as JSON, as annotations and summary of a workflow on GitHub, or as a table in Markdown.",
        value: { choices: ["human", "json", "github", "markdown"] },
      },
      json: { help: "Short for --format json." },
    },
    examples: [
      { call: "status --url http://localhost:2024", words: "of `langgraph dev`" },
      {
        call: "status --url https://agents.example.com --fail-on failed,missed --since 24h --format github",
        words: "in a GitHub workflow that runs once a day",
      },
      { call: "status daily-report --url https://agents.example.com --json", words: "of one cron, for a script" },
    ],
    exits: {
      refused: "a cron is in a state of --fail-on, or the server refused",
      usage: "wrong arguments, or no cron has that name or id",
      unreachable: "the server can't be reached, or there is no Agent Server at that address",
    },
  },
  doctor: {
    summary: "Why crons don't run, or not as they should.",
    details: `Walks through all causes that are known, each with what was seen on this server, what can't be known, and what to do. The text is Markdown for an issue: short ids, no address, no key, and none of a cron's arguments. ${keyDetails}`,
    argument: oneCron,
    options: {
      ...serverOptions,
      details: {
        help: "Also whole ids, and what graphs and the server said, such as an error's text, which may quote what was sent.",
      },
      dialect: productDialect,
      json: { help: "What was found as JSON, with whole ids and the requests that help." },
    },
    examples: [
      { call: "doctor daily-report --url http://localhost:2024", words: "why one cron does not run" },
      { call: "doctor --url https://agents.example.com --api-key-env PROD_KEY --json", words: "of all, for a script" },
    ],
    exits: {
      refused: "a cause is an error, or the server refused",
      usage: "wrong arguments, or no cron has that name or id",
      unreachable: "the server can't be reached, or there is no Agent Server at that address",
    },
  },
  cost: {
    summary: "What a server's crons cost in a month.",
    details: `Runs are counted from the schedules, for 24 hours and 30 days from now. Tokens are the median of kept runs that count them (usage_metadata). Money comes from your own prices alone. It says before how many requests measuring takes. ${keyDetails}`,
    argument: oneCron,
    options: {
      ...serverOptions,
      runs: {
        help: "Measure tokens with so many of each cron's newest runs, at most 10 (default: 10; 0: count runs only).",
        value: { label: "N", kind: "text" },
      },
      prices: {
        help: 'A JSON file with your prices for a million tokens: [{ "model": "some-model*", "input": 1, "output": 4 }].',
        value: { label: "FILE", kind: "text" },
      },
      dialect: productDialect,
      format: {
        help: "For people (default), as JSON, or as a table in Markdown.",
        value: { choices: ["human", "json", "markdown"] },
      },
      json: { help: "Short for --format json." },
    },
    examples: [
      { call: "cost --url http://localhost:2024", words: "of `langgraph dev`" },
      {
        call: "cost --url https://agents.example.com --prices prices.json --format markdown",
        words: "with money, for a page",
      },
    ],
    exits: {
      refused: "the server refused",
      usage: "wrong arguments, a file that can't be read, or no cron has that name or id",
      unreachable: "the server can't be reached, or there is no Agent Server at that address",
    },
  },
  list: {
    summary: "The crons of a server, the worst first.",
    details: keyDetails,
    argument: oneCron,
    options: { ...serverOptions, dialect: productDialect, json: { help: "The crons as JSON." } },
    examples: [{ call: "list --url http://localhost:2024", words: "of `langgraph dev`" }],
    exits: {
      refused: "the server refused",
      usage: "wrong arguments, or no cron has that name or id",
      unreachable: "the server can't be reached, or there is no Agent Server at that address",
    },
  },
  runs: {
    summary: "The newest runs of a cron, and what became of them.",
    details: keyDetails,
    argument: { ...oneCron, count: "one", missing: "Give the name or id of one cron." },
    options: {
      ...serverOptions,
      count: { help: "How many runs (default: 10).", value: { label: "N", kind: "text" } },
      dialect: productDialect,
      json: { help: "The runs as JSON." },
    },
    examples: [{ call: "runs daily-report --url http://localhost:2024 --count 3", words: "the last three" }],
    exits: {
      refused: "the server refused",
      usage: "wrong arguments, or not exactly one cron has that name or id",
      unreachable: "the server can't be reached, or there is no Agent Server at that address",
    },
  },
} as const satisfies Readonly<Record<string, CommandSpec>>;
