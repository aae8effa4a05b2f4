import { timeZoneNames } from "../../core/schedule/timeZone";
import {
  type CompletedCommand,
  type CompletedOption,
  completedCommands,
  firstOptions,
  inShell,
} from "./completedCommands";

const source = inShell<string | undefined>({
  words: quoted,
  nothing: undefined,
  zones: "'(__langgraph_crons_zones)'",
  variables: "'(set --names --export)'",
  specFiles: "'(__fish_complete_suffix .cron.json)'",
  folders: "'(__fish_complete_directories)'",
});

export function fishCompletion(): string {
  const commands = completedCommands.map(({ name, summary }) => `-a ${name} -d ${quoted(summary)}`);
  const first = [...commands, ...firstOptions.map(optionWords)].map((words) => line("__langgraph_crons_first", words));
  return `# Completion of langgraph-crons for fish.
function __langgraph_crons_first
    test (count (commandline -opc)) -eq 1
end
function __langgraph_crons_command
    set -l words (commandline -opc)
    set -q words[2]; and test "$words[2]" = "$argv[1]"
end
function __langgraph_crons_zones
    string split ' ' '${timeZoneNames().join(" ")}'
end
complete -c langgraph-crons -f
${[...first, ...completedCommands.flatMap(commandLines)].join("\n")}`;
}

function commandLines({ argument, name, options }: CompletedCommand): readonly string[] {
  const condition = `__langgraph_crons_command ${name}`;
  const words = source(argument.completions);
  return [
    ...(words === undefined ? [] : [line(condition, `-a ${words}`)]),
    ...options.map((option) => line(condition, optionWords(option))),
  ];
}

function optionWords({ help, name, value }: CompletedOption): string {
  const words = value === undefined ? undefined : source(value.completions);
  return [
    `-l ${name}`,
    ...(value === undefined ? [] : ["-x"]),
    ...(words === undefined ? [] : [`-a ${words}`]),
    `-d ${quoted(help)}`,
  ].join(" ");
}

function line(condition: string, words: string): string {
  return `complete -c langgraph-crons -n ${quoted(condition)} ${words}`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
