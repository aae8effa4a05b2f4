import { fillMessage } from "../../core/base/message";

/** What a pull prints. Apart from `cliTexts`, which every command loads. `{name}` is replaced. */
const pullTexts = {
  yesAndNoNames: "--yes names crons on the server, and --no-names does not: give one of them.",
  otherSet: "{file}: its crons belong to the set “{set}” already. To give them another id, change it there.",
  names:
    "{count} crons at {target} have no name by which a submit finds them. Each gets one, which is written into its metadata (langgraph_crons_name) by one request:",
  name: "  {name}: {schedule} ({id})",
  ask: "Type yes to name them:",
  askProduction: "This is a production server. Type {name} to name them:",
  needsYes:
    "Nobody can be asked here. Add --yes to name them, or --no-names to write their files only: the first apply takes them over then.",
  declined: "Nothing was written. With --no-names only files are written.",
  written: "written: {file}",
  overwritten: "overwritten: {file}, “{name}”",
  kept: "In {file} these stay as they are, because of their placeholders: {keys}.",
  named: "{line}, named “{name}” on the server",
  unchanged: "unchanged: {file}, “{name}”",
  differs:
    "differs: {file}, “{name}”: {keys}. With --overwrite the spec becomes as its cron is; without, a submit changes the cron.",
  unreadable: "differs: {file}, “{name}” has errors: see check. With --overwrite it becomes as its cron is.",
  left: "left: {cron}: {why}",
  managed:
    "Managed Deep Agents manages it: its next deploy deletes it and makes it again. With --managed it is written too.",
  pruned: "Its spec is gone: prune has paused it, and deletes it later. To keep it, write a spec of that name first.",
  anotherSet: "It belongs to another set of crons: pull it into the folder of that set.",
  unfinished: "A submit has not finished it. Submit its spec again.",
  sameName: "Another cron has the same name. Delete one of them, or name it otherwise.",
  placeholderText: "It contains a placeholder as text, and a submit of a file would replace it.",
  taken: "Another cron has got the name “{name}” meanwhile. Pull again.",
  notTried: "Not tried, because of what happened before.",
  failed: "failed: {cron}: {why}",
  threads:
    "On a thread that only this server has: {count}. Elsewhere, make a thread with that id first, or set thread_id to null.",
  set: "{file}: the set is “{set}”.",
  summary: "Pulled from {target} into {folder}: {counts}.",
  nothing: "no crons",
  inSync: "In sync: a plan of these specs is empty.",
  adopt: "Without a name on the server: {count}. The first apply of these specs takes them over.",
  joins: "Not in the set yet: {count}. The next apply with its environment takes them in.",
  notInSync: "Not in sync, as the plan says:",
} as const;

type PullText = keyof typeof pullTexts;

export function pullText(key: PullText, args: Readonly<Record<string, string | number>> = {}): string {
  return fillMessage(pullTexts[key], args);
}
