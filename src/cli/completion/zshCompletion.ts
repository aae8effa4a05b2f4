import { timeZoneNames } from "../../core/schedule/timeZone";
import {
  type CompletedCommand,
  type CompletedOption,
  completedCommands,
  firstOptions,
  inShell,
} from "./completedCommands";

const action = inShell({
  words: (words) => `(${words})`,
  nothing: " ",
  zones: "_langgraph_crons_zones",
  variables: '_parameters -g "*export*"',
  specFiles: '_files -g "*.cron.json"',
  folders: "_files -/",
});

/** A script to evaluate after `compinit`, or to save as `_langgraph-crons` in a folder of `$fpath`. */
export function zshCompletion(): string {
  const commands = completedCommands.map(({ name, summary }) => quoted(`${name}:${summary.replaceAll(":", "\\:")}`));
  return `#compdef langgraph-crons
# Completion of langgraph-crons for zsh.
_langgraph_crons_zones() { compadd -- ${timeZoneNames().join(" ")}; }
_langgraph_crons_commands() {
  local -a commands=(
${commands.map((line) => `    ${line}`).join("\n")}
  )
  _describe command commands
}
_langgraph_crons() {
  if ((CURRENT == 2)); then
    _arguments ${firstOptions.map(optionSpec).join(" ")} ':command:_langgraph_crons_commands'
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  case $command in
${completedCommands.map(branch).join("\n")}
  esac
}
if [[ $funcstack[1] == _langgraph-crons ]]; then _langgraph_crons "$@"; else compdef _langgraph_crons langgraph-crons; fi`;
}

function branch({ argument: { completions, isMany, label }, name, options }: CompletedCommand): string {
  const argument = quoted(`${isMany ? "*" : "1"}:${label}:${action(completions)}`);
  return [`    ${name}) _arguments`, ...options.map(optionSpec), `${argument} ;;`].join(" \\\n      ");
}

function optionSpec({ help, name, value }: CompletedOption): string {
  const what = `[${help.replace(/[[\]:\\]/g, "\\$&")}]`;
  if (value === undefined) return quoted(`--${name}${what}`);
  return quoted(`--${name}=${what}:${value.label}:${action(value.completions)}`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
