import { fillMessage } from "../../core/base/message";

/** What an import prints. Apart from `cliTexts`, which every command loads. `{name}` is replaced. */
const importTexts = {
  noCodeFile: "{path}: there is no Python, TypeScript or JavaScript file.",
  notCode: "{file}: this is no Python, TypeScript or JavaScript file.",
  longCode: "{file}: this file is too long to look for calls in it.",
  written: "written: {file}",
  overwritten: "overwritten: {file}, “{name}”",
  unchanged: "unchanged: {file}, “{name}”",
  differs: "differs: {file}, “{name}”: its spec is another one than this call. --overwrite writes the call's.",
  refused: "refused: {callee}: {why}",
  summary: "Calls that create crons, in {files} files: {calls}. {counts}",
  next: "This code still creates its crons when it runs: remove the calls. Crons that it has created already are taken over by the first apply.",
  declared:
    "Managed Deep Agents still makes the crons of its schedules: delete their files and deploy, before you apply these specs.",
} as const;

type ImportText = keyof typeof importTexts;

export function importText(key: ImportText, args: Readonly<Record<string, string | number>> = {}): string {
  return fillMessage(importTexts[key], args);
}
