import { timeZoneNames } from "../../core/schedule/timeZone";
import { type CompletedOption, completedCommands, firstOptions, inShell } from "./completedCommands";

const complete = inShell({
  words: (words) => `_langgraph_crons_words "${words}"`,
  nothing: ":",
  zones: "_langgraph_crons_zones",
  variables: "_langgraph_crons_variables",
  specFiles: "_langgraph_crons_spec_files",
  folders: "_langgraph_crons_folders",
});

/** A script for bash 3.2 (that of macOS) and newer. */
export function bashCompletion(): string {
  const values = completedCommands.flatMap(({ name, options }) =>
    options.flatMap(({ name: option, value }) =>
      value === undefined ? [] : [`    "${name} --${option}") ${complete(value.completions)} ;;`],
    ),
  );
  const places = completedCommands.flatMap(({ name, options, argument }) => [
    `    "${name} -"*) ${complete(options.map(written))} ;;`,
    `    "${name} "*) ${complete(argument.completions)} ;;`,
  ]);
  const first = [...completedCommands.map(({ name }) => name), ...firstOptions.map(written)];
  return `# Completion of langgraph-crons for bash.
_langgraph_crons_words() { COMPREPLY=($(compgen -W "$1" -- "$cur")); }
_langgraph_crons_variables() { COMPREPLY=($(compgen -e -- "$cur")); }
_langgraph_crons_spec_files() {
  local file
  compopt -o filenames 2>/dev/null
  while IFS= read -r file; do COMPREPLY+=("$file"); done < <(compgen -d -- "$cur"; compgen -f -X '!*.cron.json' -- "$cur")
}
_langgraph_crons_folders() {
  local folder
  compopt -o filenames 2>/dev/null
  while IFS= read -r folder; do COMPREPLY+=("$folder"); done < <(compgen -d -- "$cur")
}
_langgraph_crons_zones() { _langgraph_crons_words "${timeZoneNames().join(" ")}"; }
_langgraph_crons() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]}
  # To bash, the "=" of --option=value is a word of its own.
  if [[ $cur == "=" ]]; then cur=""; elif [[ $prev == "=" ]]; then prev=\${COMP_WORDS[COMP_CWORD-2]}; fi
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then ${complete(first)}; return; fi
  case "$command $prev" in
${values.join("\n")}
    *) case "$command $cur" in
${places.map((line) => `  ${line}`).join("\n")}
    esac ;;
  esac
}
complete -F _langgraph_crons langgraph-crons`;
}

function written({ name }: CompletedOption): string {
  return `--${name}`;
}
