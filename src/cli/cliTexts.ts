import { fillMessage } from "../core/fillMessage";
import type { ServerProblem } from "../core/server/serverProblem";

/** All that the command line says by itself. `{name}` is filled in. */
export const cliTexts = {
  usage: `Usage:
  langgraph-crons next SCHEDULE [--timezone ZONE] [--from ISO] [--count N] [--dialect D] [--json]
      The next runs of a schedule, as the Agent Server has them. With --dialect seconds-first,
      as a server has them that takes the first of six fields for the second.
  langgraph-crons next --stdin [--dialect D]
      One JSON object a line: {"schedule", "timezone", "from", "count"}; one answer a line.
  langgraph-crons check FILE... [--dialect D] [--format human|json|github] [--json]
      What is wrong with spec files (*.cron.json): files, folders with all that are in them,
      or patterns such as "crons/**/*.cron.json".
  langgraph-crons request FILE [--json]
      The HTTP requests of a first submit.
  langgraph-crons submit FILE... --url URL [--api-key-env NAME] [--dialect D] [--recreate] [--overwrite]
                         [--format human|json|github] [--json]
      Creates the crons of spec files, or updates those that exist.

Exit codes: 0 done, 1 findings or refused, 2 usage, 3 unreachable.`,
  unknownCommand: "There is no command “{command}”.",
  noSchedule: 'A schedule is missing: langgraph-crons next "27 15 * * *"',
  noFile: "A file is missing.",
  oneFile: "Exactly one file, please.",
  noSpecFile: "{path}: there is no *.cron.json file.",
  badFormat: "--format is human, json or github; --json is short for --format json.",
  badCount: "--count takes a whole number from 1 to {limit}.",
  badFrom: "--from takes a date and time with an offset, such as 2027-01-01T00:00:00Z.",
  badDialect: "--dialect is seconds-last (the Agent Server) or seconds-first.",
  badLine: "This line is not a JSON object with schedule, timezone, from and count.",
  unreadableFile: "{file}: can't be read ({reason}).",
  noUrl: "--url is missing: the address of the Agent Server.",
  noKey: "The environment variable {name} of --api-key-env is not set.",
  checked: "{files} checked: {errors} errors, {warnings} warnings.",
  randomRuns: "Nobody can say when it runs: the server draws the time anew each time it looks for the next run.",
  failed: "{name}: {words}",
  finishedSwitchedOn: "{name}: an earlier submit was cut off; its cron is switched on now.",
  finishedMismatch:
    "{name}: an earlier submit was cut off; its cron is left paused, because the server reads its schedule differently.",
  noState:
    "{folder} can't be used ({reason}). What a submit needs to be finished after a crash is kept there; set XDG_STATE_HOME to a folder that can be written.",
  created: "{name}: created {id}, next run {next}",
  updated: "{name}: updated {id} ({changed}), next run {next}",
  recreated: "{name}: deleted and made anew as {id} ({because}), next run {next}",
  unchanged: "{name}: unchanged {id}, next run {next}",
  needsRecreate:
    "{name}: not changed. {because} of a cron can't be changed. Submit with --recreate to delete {id} and make it anew.",
  needsOverwrite:
    "{name}: not changed. {id} was changed on the server since it was last submitted. Submit with --overwrite to set {changed} to what the file says.",
  mismatchPaused: "{name}: left paused as {id}, because the server understood something else: {mismatches}",
  mismatchDeleted: "{name}: deleted again, because the server understood something else: {mismatches}",
  mismatchOn:
    "{name}: {id} is still switched on, though the server understood something else, since it can't be paused now. Pause it, or submit again: {mismatches}",
  ambiguous: "{name}: not changed. Several crons of this name are switched on: {ids}. Delete those that are too many.",
  needsAdopt: "{name}: not created. {ids} without a name is the same in all that the file says.",
  open: "{name}: not known yet, the next submit finishes it. {words}",
  cancelled: "{name}: cancelled; nothing is left behind.",
  mismatch: "{what} is {got} and not {expected}",
  never: "never",
  paused: "none (paused)",
  staysPaused: 'none (it was paused on the server, and stays so without "enabled": true)',
} as const;

/** Why there is no answer, by the kind of the problem. None shows a key. */
const problemTexts: Readonly<Record<ServerProblem["kind"], string>> = {
  unreachable: "The server can't be reached ({reason}). Is it running, and is --url right?",
  timeout: "The server did not answer within {milliseconds} ms.",
  cancelled: "Cancelled.",
  unauthorized: "The server refused the key ({status}): {detail}. Keys come from --api-key-env or LANGGRAPH_API_KEY.",
  notFound: "The server does not have what was asked for ({detail}). Is --url right?",
  rejected: "The server refused ({status}): {detail}",
  noCrons: "This server ({version}) has no crons, as the JavaScript development server hasn't.",
  moved: "The server sends on to {origin}. Use that address.",
  busy: "The server is busy ({status}). Try again later.",
  notAgentServer: "This is no Agent Server: {reason}",
  serverError: "The server failed ({status}): {detail}",
};

export function cliText(key: keyof typeof cliTexts, args: Readonly<Record<string, string | number>> = {}): string {
  return fillMessage(cliTexts[key], args);
}

export function problemText(problem: ServerProblem): string {
  // Refused here, before anything was sent.
  if (problem.kind === "rejected" && problem.status === 0) return problem.detail;
  const args = Object.fromEntries(Object.entries(problem).map(([key, value]) => [key, String(value)]));
  return fillMessage(problemTexts[problem.kind], args);
}
