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
  twoFormats: "--json is short for --format json, so that no other --format goes with it.",
  badCount: "--count takes a whole number from 1 to {limit}.",
  badFrom: "--from takes a date and time with an offset, such as 2027-01-01T00:00:00Z.",
  badLine: "This line is not a JSON object with schedule, timezone, from and count.",
  unreadableFile: "{file}: can't be read ({reason}).",
  unreadableFolder: "{folder}: this folder can't be read ({reason}).",
  takenUrl: "--url is taken as {url}",
  noKey: "The environment variable {name} of --api-key-env is not set.",
  checked: "{files} checked: {errors} errors, {warnings} warnings.",
  randomRuns: "Nobody can say when it runs: the server draws the time anew each time it looks for the next run.",
  failed: "{name}: {words}",
  noState:
    "{folder} can't be used ({reason}). What a submit needs to be finished after a crash is kept there; set XDG_STATE_HOME to a folder that can be written.",
  created: "{name}: created {id}, next run {next}",
  updated: "{name}: updated {id} ({changed}), next run {next}",
  recreated: "{name}: deleted and made anew as {id} ({because}), next run {next}",
  unchanged: "{name}: unchanged {id}, next run {next}",
  never: "never",
  paused: "none (paused)",
  renamed: "{name}: the cron {id} was “{old}” before, whose spec is nowhere here; it has its name now.",
  leftBehind:
    "{name}: there was the same cron before, “{old}” ({id}), and it runs on; it has no spec file here. If its file was renamed, delete one of the two. With --adopt, a submit gives such a cron the new name, instead of creating another one.",
  adviseRecreate: "Submit with --recreate to delete {id} and create it anew.",
  adviseOverwrite: "Submit with --overwrite to set {changed} of {id} to what the file says.",
  adviseMismatch: "The cron is {id}.",
  adviseServerTimes: "Submit with --accept-server-times if the server's times are the ones that are meant.",
  adviseAdopt: "Submit with --adopt to take it over: it gets the name, and there is one cron as before.",
  unsafeServer: "This server (version {version}) can't pause crons. {detail}",
  earlierWait: "{name}: An earlier submit was cut off. Waiting until nothing of it can be under way any more…",
  adviseOpen: "The next submit to this server finishes it.",
} as const;

export function cliText(key: keyof typeof cliTexts, args: Readonly<Record<string, string | number>> = {}): string {
  return fillMessage(cliTexts[key], args);
}
