import { fillMessage } from "../core/base/message";

/** Every text that the command line prints, except findings and server problems. `{name}` is replaced. */
export const cliTexts = {
  unknownCommand: "There is no command “{command}”.",
  unknownOption: "There is no option {option}.",
  unknownOptionOf: "“{command}” has no option {option}.",
  didYouMean: "Did you mean {meant}?",
  missingOption: "--{option} is missing: {help}",
  missingValue: "--{option} needs its value: --{option} {value}",
  noValue: "--{option} takes no value.",
  badChoice: "--{option} is {choices}, not “{value}”.",
  noSpecFile: "{path}: there is no *.cron.json file.",
  twoFormats: "--json is short for --format json, so it can't be combined with another --format.",
  badCount: "--count takes a whole number from 1 to {limit}.",
  badFrom: "--from takes a date and time with an offset, such as 2027-01-01T00:00:00Z.",
  twoZones: "The words name the zone {zone}, and --timezone is {other}: give one of them.",
  badLine: "This line is not a JSON object with schedule, timezone, from and count.",
  unreadableFile: "{file}: can't be read ({reason}).",
  unreadableFolder: "{folder}: this folder can't be read ({reason}).",
  takenUrl: "--url is read as {url}",
  badVariable: "--api-key-env takes the name of a variable: letters, digits and “_”.",
  notAs: "--{option} says how --as is to be written: give --as, and not --json.",
  noKey: "The environment variable {name} of --api-key-env is not set.",
  checked: "{files} checked: {errors} errors, {warnings} warnings.",
  randomRuns: "Nobody can say when it runs: the server picks a random time each time it computes the next run.",
  failed: "{name}: {words}",
  noState:
    "{folder} can't be used ({reason}). It keeps what is needed to finish a submit after a crash; set XDG_STATE_HOME to a folder that can be written.",
  created: "{name}: created {id}, next run {next}",
  updated: "{name}: updated {id} ({changed}), next run {next}",
  recreated: "{name}: deleted and recreated as {id} ({because}), next run {next}",
  unchanged: "{name}: unchanged {id}, next run {next}",
  never: "never",
  paused: "none (paused)",
  renamed: "{name}: the cron {id} was “{old}” before, which has no spec file here; it has the new name now.",
  leftBehind:
    "{name}: the same cron exists as “{old}” ({id}), without a spec file here, and it keeps running. If its file was renamed, delete one of the two. With --adopt, a submit renames such a cron instead of creating another one.",
  adviseRecreate: "Submit with --recreate to delete and recreate {id}.",
  adviseOverwrite: "Submit with --overwrite to set {changed} of {id} to the file's values.",
  adviseMismatch: "The cron is {id}.",
  adviseServerTimes: "Submit with --accept-server-times if the server's times are right.",
  adviseAdopt: "Submit with --adopt to take it over: it gets the name, and stays the only one.",
  unsafeServer: "This server (version {version}) can't pause crons. {detail}",
  earlierWait: "{name}: An earlier submit was interrupted. Waiting until the server must have finished it…",
  badFailOn: "--fail-on takes words from this list, with commas between them, or none: {known}. “{word}” is not one.",
  badSince: "--since takes a time before now, such as 24h (m, h, d or w), or a date and time with an offset.",
  noCron: "There is no cron “{cron}” at {url}.",
  noCrons: "There is no cron at {url}.",
  severalCrons: "There are {count} crons “{cron}” at {url}. Give the id of one: {ids}",
  statusCounts: "{crons} checked at {url}: {counts}. Failures: {failing}.",
  unreadRuns:
    "Crons whose runs were not read, because that would take too many requests: {count}. They could tell more.",
  unseenThreads:
    "Crons whose threads the server does not show, so that nobody can see here whether these fail: {count}.",
  unseenRuns:
    "Crons whose runs the server deletes when they end, so that nobody can see here whether these fail: {count}.",
  moreCrons: "And {count} more.",
  measuring: "Measuring the tokens of {crons} crons: at most {requests} requests.",
  notMeasuring: "{left} more crons are not measured: that would take too many requests. Name one to measure it.",
  badRuns: "--runs takes a whole number from 0 to {limit}.",
  badPrices: "{file} can't be used: {problem}.",
  costTotal: "All {count} crons",
  unwritable: "{file}: can't be written ({reason}).",
  planRuns: "runs in 30 days: {runs}",
  planSummary: "Plan for {url}: {counts}. Runs in 30 days: {before} now, {after} then.",
  deletedRuns: "The server deletes each run of {cron} when it ends (on_run_completed), so there is none to show.",
  noRuns: "{cron} has no runs on this server.",
  olderRuns: "There are older ones: --count shows more.",
  doctorPause: "Pause it: {how}",
  doctorResume: "Switch it on: {how}",
  doctorRemoveEnd: "Remove its end: {how}",
  doctorDelete: "Delete it: {how}",
  doctorEdit: "Change it in its spec file, or where it was made. Its runs: {how}",
  doctorCancelRuns: "Cancel the runs that wait. They are listed by: {how}",
  doctorOpenRun: "Look at its runs: {how}",
  adviseOpen: "The next submit to this server finishes it.",
} as const;

export type CliText = keyof typeof cliTexts;

export function cliText(key: CliText, args: Readonly<Record<string, string | number>> = {}): string {
  return fillMessage(cliTexts[key], args);
}
