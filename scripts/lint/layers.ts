/** A folder of the product, and all that its files may import. A later row with a longer path has its own rules. */
export interface Layer {
  /** `*` stands for one name: each such folder is a layer of its own. */
  readonly folder: string;
  /** Helps people find the right folder. */
  readonly holds: string;
  /** Folders and files besides its own. All of them are above it in the table. */
  readonly may: readonly string[];
  /** `node:*`: all of Node. */
  readonly packages?: readonly string[];
}

/** From left to right, as in the drawing in `docs/architecture.md`. */
export const layers: readonly Layer[] = [
  {
    folder: "package.json",
    holds: "version and addresses",
    may: [],
  },
  {
    folder: "src/core/base",
    holds: "small things that know nothing of crons: JSON, texts, clocks, results",
    may: [],
    packages: ["ignore"],
  },
  {
    folder: "src/core/finding",
    holds: "what a finding is, and what each one says",
    may: ["src/core/base"],
  },
  {
    folder: "src/core/arguments",
    holds: "the parameters of a cron, each declared once",
    may: ["src/core/base", "src/core/finding"],
  },
  {
    folder: "src/core/server",
    holds: "an Agent Server: requests, problems, addresses, what it stores",
    may: ["src/core/base", "src/core/arguments"],
    packages: ["eventsource-parser", "ofetch"],
  },
  {
    folder: "src/core/schedule",
    holds: "the server's schedule language: parse, next runs, words",
    may: ["src/core/base", "src/core/finding"],
    packages: ["cron-parser", "cronstrue"],
  },
  {
    folder: "src/core/checks",
    holds: "the rules: they turn arguments, and a server's facts about them, into findings",
    may: ["src/core/base", "src/core/finding", "src/core/arguments", "src/core/server", "src/core/schedule"],
  },
  {
    folder: "src/core/compare",
    holds: "how arguments and a server's cron differ, and how each becomes the other",
    may: ["src/core/base", "src/core/arguments", "src/core/server", "src/core/checks"],
  },
  {
    folder: "src/core/specFile",
    holds: "the text of a `*.cron.json`: reading, places, changes, completion",
    may: [
      "src/core/base",
      "src/core/finding",
      "src/core/arguments",
      "src/core/server",
      "src/core/schedule",
      "src/core/checks",
      "src/core/compare",
    ],
    packages: ["jsonc-parser"],
  },
  {
    folder: "src/core/environments",
    holds: "the environments of a folder of spec files: servers, and what is otherwise there",
    may: [
      "src/core/base",
      "src/core/finding",
      "src/core/arguments",
      "src/core/server",
      "src/core/checks",
      "src/core/specFile",
    ],
  },
  {
    folder: "src/core/fromCode",
    holds: "calls in Python and JavaScript code that create crons, read without executing anything",
    may: [
      "src/core/base",
      "src/core/arguments",
      "src/core/server",
      "src/core/schedule",
      "src/core/checks",
      "src/core/compare",
      "src/core/specFile",
    ],
  },
  {
    folder: "src/core/requestText",
    holds: "the request that creates a cron as text: HTTP, curl, Python, JavaScript, spec file",
    may: [
      "src/core/base",
      "src/core/finding",
      "src/core/arguments",
      "src/core/server",
      "src/core/checks",
      "src/core/specFile",
    ],
  },
  {
    folder: "src/core/lifecycle/onServer",
    holds: "what a cron on the server says of its submission: hash, leftover, next run",
    may: ["src/core/base", "src/core/arguments", "src/core/server", "src/core/schedule", "src/core/compare"],
  },
  {
    folder: "src/core/lifecycle/lease",
    holds: "who may write under a name, and writes that count on it",
    may: ["src/core/base", "src/core/server"],
  },
  {
    folder: "src/core/lifecycle/submission",
    holds: "one running submission: its options, state, questions, own crons",
    may: [
      "src/core/base",
      "src/core/arguments",
      "src/core/server",
      "src/core/schedule",
      "src/core/compare",
      "src/core/lifecycle/onServer",
      "src/core/lifecycle/lease",
    ],
  },
  {
    folder: "src/core/lifecycle/change",
    holds: "what a submission writes: create, update, recreate, switch on",
    may: [
      "src/core/base",
      "src/core/arguments",
      "src/core/server",
      "src/core/schedule",
      "src/core/compare",
      "src/core/lifecycle/onServer",
      "src/core/lifecycle/lease",
      "src/core/lifecycle/submission",
    ],
  },
  {
    folder: "src/core/lifecycle/submit",
    holds: "a submission from beginning to end",
    may: [
      "src/core/base",
      "src/core/finding",
      "src/core/arguments",
      "src/core/server",
      "src/core/checks",
      "src/core/compare",
      "src/core/lifecycle/onServer",
      "src/core/lifecycle/lease",
      "src/core/lifecycle/submission",
      "src/core/lifecycle/change",
    ],
  },
  {
    folder: "src/core/lifecycle/finish",
    holds: "what an interrupted one left: finished, or swept away",
    may: [
      "src/core/base",
      "src/core/server",
      "src/core/schedule",
      "src/core/lifecycle/onServer",
      "src/core/lifecycle/lease",
      "src/core/lifecycle/submission",
      "src/core/lifecycle/change",
    ],
  },
  {
    folder: "src/core/lifecycle/actions",
    holds: "what is done to a cron besides: name, pause, resume, move, restore, run now",
    may: [
      "src/core/base",
      "src/core/arguments",
      "src/core/server",
      "src/core/compare",
      "src/core/lifecycle/onServer",
      "src/core/lifecycle/lease",
      "src/core/lifecycle/submission",
      "src/core/lifecycle/change",
      "src/core/lifecycle/submit",
      "src/core/lifecycle/finish",
    ],
  },
  {
    folder: "src/core/lifecycle/texts",
    holds: "what a submission asks and tells",
    may: [
      "src/core/base",
      "src/core/server",
      "src/core/lifecycle/lease",
      "src/core/lifecycle/submission",
      "src/core/lifecycle/finish",
    ],
  },
  {
    folder: "src/core/lifecycle/prepare",
    holds: "what comes before a submit: checks, placeholders, questions",
    may: [
      "src/core/finding",
      "src/core/arguments",
      "src/core/server",
      "src/core/schedule",
      "src/core/checks",
      "src/core/lifecycle/submission",
    ],
  },
  {
    folder: "src/core/plan",
    holds: "what specs would change on a server: one action for each cron, as data",
    may: [
      "src/core/base",
      "src/core/finding",
      "src/core/arguments",
      "src/core/server",
      "src/core/schedule",
      "src/core/checks",
      "src/core/compare",
      "src/core/specFile",
      "src/core/lifecycle/onServer",
      "src/core/lifecycle/prepare",
    ],
  },
  {
    folder: "src/core/apply",
    holds: "doing what was planned, if it has not moved since",
    may: [
      "src/core/base",
      "src/core/server",
      "src/core/specFile",
      "src/core/lifecycle/onServer",
      "src/core/lifecycle/lease",
      "src/core/lifecycle/submission",
      "src/core/lifecycle/texts",
      "src/core/lifecycle/prepare",
      "src/core/plan",
    ],
  },
  {
    folder: "src/core/pull",
    holds: "which crons of a server become specs of a folder, and what these are called",
    may: [
      "src/core/base",
      "src/core/server",
      "src/core/schedule",
      "src/core/compare",
      "src/core/specFile",
      "src/core/lifecycle/onServer",
    ],
  },
  {
    folder: "src/core/health",
    holds: "how a cron is doing, in one word with its evidence: failed, late, waits …",
    may: ["src/core/base", "src/core/server", "src/core/schedule", "src/core/compare"],
  },
  {
    folder: "src/core/known",
    holds: "what is known of a server's crons, threads and runs, in whatever order answers come; reading them",
    may: ["src/core/base", "src/core/server", "src/core/schedule", "src/core/health"],
  },
  {
    folder: "src/core/doctor",
    holds: "why crons don't run: causes with evidence and remedies, from all that is known of a server",
    may: [
      "src/core/base",
      "src/core/finding",
      "src/core/server",
      "src/core/schedule",
      "src/core/checks",
      "src/core/compare",
      "src/core/health",
      "src/core/known",
    ],
  },
  {
    folder: "src/core/cost",
    holds: "what crons cost: runs, tokens and money a month, each with its source, and what stands out",
    may: [
      "src/core/base",
      "src/core/schedule",
      "src/core/server",
      "src/core/health",
      "src/core/known",
      "src/core/doctor",
    ],
  },
  {
    folder: "src/core/upcoming",
    holds: "past and coming runs on one line of time: marks, bands, herds, overlaps",
    may: ["src/core/schedule"],
  },
  {
    folder: "src/node",
    holds: "what editor and command line share of Node: journal, processes",
    may: ["src/core/lifecycle"],
    packages: ["node:*"],
  },
  {
    folder: "src/cli",
    holds: "the command line: a table of commands and options, and a file for each command",
    may: ["package.json", "src/core", "src/node"],
    packages: ["node:*"],
  },
  {
    folder: "src/cli.ts",
    holds: "its entry point",
    may: ["src/cli"],
    packages: ["node:*"],
  },
  {
    folder: "src/protocol",
    holds: "the messages between form and host, with guards",
    may: ["src/core"],
  },
  {
    folder: "media",
    holds: "the pages' own code, which runs in a browser",
    may: ["src/core", "src/protocol"],
    packages: ["jsonc-parser"],
  },
  {
    folder: "src/platform/host",
    holds: "VS Code's own helpers: settings, trust, progress, quick input",
    may: [],
    packages: ["vscode"],
  },
  {
    folder: "src/platform/words",
    holds: "core's data as texts for the user",
    may: ["package.json", "src/core", "src/platform/host"],
    packages: ["vscode"],
  },
  {
    folder: "src/platform/servers",
    holds: "connections, what is known about their servers, actions there",
    may: ["src/core", "src/node", "src/platform/host", "src/platform/words"],
    packages: ["vscode"],
  },
  {
    folder: "src/platform/specs",
    holds: "the spec files of the workspace",
    may: ["src/core", "src/platform/host", "src/platform/words", "src/platform/servers"],
    packages: ["vscode"],
  },
  {
    folder: "src/platform/app",
    holds: "what every feature uses: commands, log, the tree's rows, forms",
    may: ["src/core", "src/platform/host", "src/platform/words", "src/platform/servers"],
    packages: ["vscode"],
  },
  {
    folder: "src/platform/pages",
    holds: "webviews: their HTML and policy, and read-only reports with actions",
    may: ["src/core", "src/protocol", "src/platform/words", "src/platform/app"],
    packages: ["vscode", "node:*"],
  },
  {
    folder: "src/platform/ask",
    holds: "questions that several features ask the user",
    may: [
      "src/core",
      "src/protocol",
      "src/platform/host",
      "src/platform/words",
      "src/platform/servers",
      "src/platform/app",
    ],
    packages: ["vscode"],
  },
  {
    folder: "src/features/cronForm/controller",
    holds: "a form's state, without VS Code and without a page",
    may: [
      "src/core",
      "src/protocol",
      "src/platform/servers/connections/connection.ts",
      "src/platform/servers/cronRef.ts",
      "src/platform/servers/serverState.ts",
    ],
  },
  {
    folder: "src/features/*",
    holds: "one thing that a user sees, each independent of the others",
    may: ["src/core", "src/protocol", "src/platform"],
    packages: ["vscode", "node:*", "jsonc-parser"],
  },
  {
    folder: "src/onFirstUse.ts",
    holds: "what activation does not load",
    may: ["src/platform/servers", "src/platform/specs", "src/features"],
  },
  {
    folder: "src/extension.ts",
    holds: "the table of contents: it puts all parts together",
    may: ["src/node", "src/platform", "src/features", "src/onFirstUse.ts"],
    packages: ["vscode", "node:*"],
  },
];

/** Packages that only one file may import. */
export const keptTo: Readonly<Record<string, { readonly file: string; readonly why: string }>> = {
  ofetch: { file: "src/core/server/requests/exchange.ts", why: "it avoids the pitfalls of an HTTP client" },
};

/** The table for `docs/architecture.md`. */
export function layersTable(): string {
  const short = (path: string) => `\`${path.replace(/^src\//, "")}\``;
  const rows = layers.map(({ folder, holds, may, packages = [] }) => {
    const names = [...may.map(short), ...packages.map((name) => `*${name.replace("*", "\\*")}*`)];
    return `| ${short(folder)} | ${holds} | ${names.join(", ") || "nothing"} |`;
  });
  const kept = Object.entries(keptTo).map(([name, { file, why }]) => `Only ${short(file)} imports *${name}*: ${why}.`);
  return ["| folder | what is in it | may import, besides itself |", "| --- | --- | --- |", ...rows, "", ...kept].join(
    "\n",
  );
}
