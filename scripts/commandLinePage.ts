import { type ExitName, exitCodes } from "../src/cli/cliIo";
import type { CommandSpec } from "../src/cli/commandSpec";
import { type CommandName, commandNames, commandTable, otherOptions } from "../src/cli/commandTable";
import { callLines, exitsOf, optionCall } from "../src/cli/helpText";
import { markdownTable } from "./markdownTable";

/** The page with the part between its markers generated from the table of commands; the text around them stays. */
export function commandLinePage(page: string): string {
  const parts = new Map([
    ["commands", commandList()],
    ...commandNames.map((name) => [name, commandPart(name)] as const),
    ["exit-codes", exitTable()],
  ]);
  const made = page.replace(/(<!-- generated: (\S+) -->\n)[\s\S]*?(<!-- end -->)/g, (_, start, name, end) => {
    const part = parts.get(name);
    if (part === undefined)
      throw new Error(`docs/command-line.md has a place for ${name}, but nothing generates that.`);
    parts.delete(name);
    return `${start}\n${part.join("\n")}\n\n${end}`;
  });
  if (parts.size > 0) throw new Error(`docs/command-line.md has no place for ${[...parts.keys()].join(", ")}.`);
  return made;
}

function commandList(): readonly string[] {
  const rows = commandNames.map((name) => [`[\`${name}\`](#${name})`, commandTable[name].summary] as const);
  const options = Object.entries(otherOptions).map(
    ([name, { help, short }]) => [`\`--${name}\`, \`-${short}\``, help] as const,
  );
  return markdownTable(["Command", ""], [...rows, ...options]);
}

function commandPart(name: CommandName): readonly string[] {
  const { examples, options }: CommandSpec = commandTable[name];
  const rows = Object.entries(options).map(([option, spec]) => [code(optionCall(option, spec)), spec.help] as const);
  return [
    ...callLines(name).map((line) => `    ${line}`),
    ...(rows.length === 0 ? [] : ["", ...markdownTable(["Option", "Meaning"], rows)]),
    "",
    "Examples:",
    "",
    ...examples.flatMap(({ call, words }) => [`    # ${words}`, `    langgraph-crons ${call}`]),
  ];
}

/** Each exit code, its meaning, and the commands that use it. */
function exitTable(): readonly string[] {
  const rows = (Object.keys(exitCodes) as readonly ExitName[]).map((exit) => {
    const byWords = new Map<string, CommandName[]>();
    for (const name of commandNames) {
      const words = exitsOf(name).find(({ code: found }) => found === exitCodes[exit])?.words;
      if (words !== undefined) byWords.set(words, [...(byWords.get(words) ?? []), name]);
    }
    const meanings = [...byWords].map(([words, names]) =>
      names.length === commandNames.length ? words : `${names.map(code).join(", ")}: ${words}`,
    );
    return [String(exitCodes[exit]), meanings.join("<br>")] as const;
  });
  return markdownTable(["Code", "Meaning"], rows);
}

function code(text: string): string {
  return `\`${text}\``;
}
