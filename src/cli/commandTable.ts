import type { CliIo, ExitCode, ExitName } from "./cliIo";
import type { CommandSpec, OptionSpec } from "./commandSpec";
import { healthCommands, serverOptions } from "./healthCommands";
import { planCommands } from "./planCommands";

const dialect = {
  help: "How the server reads six fields: with seconds last, as the Agent Server does (default), or first, as Aegra does.",
  value: { choices: ["seconds-last", "seconds-first"] },
} as const satisfies OptionSpec;

const format = {
  help: "For people (default), as JSON, or as annotations of a pull request on GitHub.",
  value: { choices: ["human", "json", "github"] },
} as const satisfies OptionSpec;

const formatJson = { help: "Short for --format json." } as const satisfies OptionSpec;

const specFiles = {
  value: { label: "FILE", kind: "specFile" },
  count: "many",
  missing: "A file is missing.",
} as const;

/** Every command with its options: the source of parsing, help, completion and `docs/command-line.md`. */
export const commandTable = {
  next: {
    summary: "The next runs of a schedule on an Agent Server.",
    details:
      'SCHEDULE can be in words, English or German, such as "weekdays at 9 Berlin". With --stdin, each line is a question, {"schedule", "timezone", "from", "count"} as JSON, and is answered by one line.',
    argument: {
      value: { label: "SCHEDULE", kind: "text" },
      count: "one",
      missing: 'A schedule is missing: langgraph-crons next "27 15 * * *"',
    },
    otherCall: { option: "stdin", options: ["dialect"] },
    options: {
      timezone: { help: "Time zone of the schedule (default: UTC).", value: { label: "ZONE", kind: "zone" } },
      from: {
        help: "Only runs after this moment, such as 2027-01-01T00:00:00Z (default: now).",
        value: { label: "ISO", kind: "text" },
      },
      count: { help: "How many runs (default: 10).", value: { label: "N", kind: "text" } },
      dialect,
      json: { help: "The runs as JSON." },
      stdin: { help: "Answer the questions on standard input, in their order." },
    },
    examples: [
      { call: 'next "27 15 * * *" --timezone Europe/Berlin --count 3', words: "three runs, in UTC and in the zone" },
      { call: 'next "first monday 14:30 Berlin"', words: "in words: its schedule and runs" },
      { call: 'next "0 30 9 * * *" --dialect seconds-first', words: "as a server that expects seconds first reads it" },
    ],
    exits: { refused: "the server would refuse the schedule or the zone" },
  },
  check: {
    summary: "Finds errors in spec files, without a server.",
    details:
      "FILE is a file, a folder (all *.cron.json in and below it), or a pattern. Folders and patterns leave out what git ignores.",
    argument: specFiles,
    options: {
      env: {
        help: "Check the specs as this environment of langgraph-crons.json has them.",
        value: { label: "NAME", kind: "text" },
      },
      dialect,
      format: {
        help: "For people (default), as JSON, as annotations of a pull request on GitHub, or as SARIF 2.1.0 for code scanning.",
        value: { choices: ["human", "json", "github", "sarif"] },
      },
      json: formatJson,
    },
    examples: [
      { call: "check .", words: "all spec files below this folder" },
      { call: 'check "crons/**/*.cron.json" --format github', words: "in a GitHub workflow" },
      { call: "check . --format sarif > crons.sarif", words: "for code scanning" },
    ],
    exits: { refused: "a finding is an error", usage: "wrong arguments, or a file that can't be read" },
  },
  request: {
    summary: "The requests of a spec file's first submit.",
    details: "With --as, the text can be sent as it is. Keys, placeholders and what looks secret are variables in it.",
    argument: { ...specFiles, count: "one", missing: "Give exactly one file." },
    options: {
      as: {
        help: "A file for HTTP clients, a command of curl, a script with the SDK for Python or JavaScript, or a spec file.",
        value: { choices: ["http", "curl", "python", "javascript", "spec"] },
      },
      url: {
        help: "With --as: the address of the Agent Server (default: http://127.0.0.1:2024).",
        value: { label: "URL", kind: "text" },
      },
      "api-key-env": {
        help: "With --as: the variable with the key (default: LANGGRAPH_API_KEY; none for a server on this machine).",
        value: { label: "NAME", kind: "variable" },
      },
      json: { help: "The requests as JSON." },
    },
    examples: [
      { call: "request daily.cron.json --json", words: "for your own script" },
      { call: "request daily.cron.json --as curl --url https://agents.example.com", words: "to send with curl" },
    ],
    exits: { refused: "a finding is an error", usage: "wrong arguments, or a file that can't be read" },
  },
  submit: {
    summary: "Creates or updates the crons of spec files.",
    details:
      "FILE is as for check: a file, a folder or a pattern. Without --api-key-env, the key is read from LANGGRAPH_API_KEY, LANGSMITH_API_KEY or LANGCHAIN_API_KEY.",
    argument: specFiles,
    options: {
      ...serverOptions,
      dialect,
      recreate: { help: "Delete and recreate a cron if no update can change it." },
      overwrite: { help: "Overwrite what somebody has changed on the server." },
      adopt: { help: "Take over an identical cron that has no name, or whose file is gone." },
      "accept-server-times": { help: "Accept the server's times if they differ from ours." },
      format,
      json: formatJson,
    },
    examples: [
      { call: "submit crons --url http://localhost:2024", words: "all spec files of a folder, to `langgraph dev`" },
      {
        call: "submit crons --url https://agents.example.com --api-key-env PROD_KEY --json",
        words: "in a pipeline",
      },
    ],
    exits: {
      refused: "a finding is an error, or the server refused",
      usage: "wrong arguments, a file that can't be read, or a state folder that can't be written",
      unreachable: "the server can't be reached, or there is no Agent Server at that address",
    },
  },
  ...planCommands,
  ...healthCommands,
  completion: {
    summary: "A completion script for a shell.",
    argument: {
      value: { choices: ["bash", "zsh", "fish"] },
      count: "one",
      missing: "Which shell? Give bash, zsh or fish.",
    },
    options: {},
    examples: [
      { call: "completion bash > ~/.langgraph-crons.bash", words: "source it in ~/.bashrc" },
      { call: "completion zsh > ~/.zfunc/_langgraph-crons", words: "for a folder of $fpath" },
      { call: "completion fish > ~/.config/fish/completions/langgraph-crons.fish", words: "where fish looks" },
    ],
    exits: {},
  },
  help: {
    summary: "How to use a command, with examples.",
    argument: {
      value: { label: "COMMAND", kind: "command" },
      count: "optional",
      missing: "Help takes one command, or none for all.",
    },
    options: {},
    examples: [{ call: "help submit", words: "the same as `submit --help`" }],
    exits: {},
  },
} as const satisfies Readonly<Record<string, CommandSpec>>;

/** Options that are given instead of a command. */
export const otherOptions = {
  help: { help: "This help, or that of the command before it.", short: "h" },
  version: { help: "The version.", short: "V" },
} as const satisfies Readonly<Record<string, OptionSpec & { readonly short: string }>>;

/** What each exit code means, unless a command says otherwise. */
export const exitTexts: Readonly<Record<ExitName, string>> = {
  done: "done",
  refused: "a finding is an error, or the server refused",
  usage: "wrong arguments",
  unreachable: "the server can't be reached",
};

export type CommandName = keyof typeof commandTable;

export const commandNames = Object.keys(commandTable) as readonly CommandName[];

type ValueOf<Option> = Option extends { readonly value: infer Value }
  ? Value extends { readonly choices: readonly (infer Word)[] }
    ? Word
    : string
  : true;

type ValuesOf<Options> = {
  readonly [Name in keyof Options as Options[Name] extends { readonly isRequired: true } ? never : Name]?:
    | ValueOf<Options[Name]>
    | undefined;
} & {
  readonly [Name in keyof Options as Options[Name] extends { readonly isRequired: true } ? Name : never]: ValueOf<
    Options[Name]
  >;
};

type OptionsOf<Name extends CommandName> = (typeof commandTable)[Name]["options"];

/** How a command was called: the options of the table, and the arguments in order. */
export interface Given<Name extends CommandName> {
  readonly values: ValuesOf<OptionsOf<Name>>;
  readonly args: readonly string[];
}

/** What `commands/<name>.ts` exports. */
export type Command<Name extends CommandName> = (given: Given<Name>, io: CliIo) => Promise<ExitCode>;
