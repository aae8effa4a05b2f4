import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import manifest from "../../../package.json";
import { type Stage, stages } from "../../../scripts/lib/testStages.mjs";
import { tools } from "../../../scripts/lib/tools.mjs";
import { bring } from "../../../scripts/setup/bring.mjs";

const scripts: Readonly<Record<string, string>> = manifest.scripts;
const commands = Object.values(scripts).flatMap((script) => script.split(" && "));

/** What a command starts, by the path of its program, with the hosts that are brought before. */
function parse(command: string): { readonly needs: readonly string[]; readonly words: readonly string[] } {
  const [first = "", ...rest] = command.split(" ");
  if (first !== "node") return { needs: [], words: [first, ...rest] };
  if (rest[0] !== "scripts/run.mjs") return { needs: [], words: rest };
  const needs = rest[1]?.startsWith("--with=") ? rest[1].slice("--with=".length).split(",") : [];
  return { needs, words: rest.slice(needs.length > 0 ? 2 : 1) };
}

const pathOf = (program: string): string => tools[program as keyof typeof tools] ?? program;

/** A command as a stage of `npm test` has it: programs by their paths. */
function asStage(command: string): { readonly needs: readonly string[]; readonly command: string } {
  const { needs, words } = parse(command);
  return { needs, command: words.map((word, index) => (index === 0 ? pathOf(word) : word)).join(" ") };
}

const withoutReports = ({ needs, command }: Stage) => ({
  needs,
  command: command.filter((word) => !/^--(reporter|outputFile)/.test(word)).join(" "),
});

describe("npm scripts", () => {
  test.each(commands.filter((command) => !command.startsWith("npm ")))(
    "%s: everything that it names exists",
    (command) => {
      const { needs, words } = parse(command);
      expect(needs.filter((need) => !Object.hasOwn(bring, need))).toEqual([]);
      const [program, ...args] = words;
      const files = args.filter((word) => /\.m?[jt]s$/.test(word));
      if (program !== undefined) files.push(pathOf(program));
      expect(files.filter((file) => !existsSync(file))).toEqual([]);
    },
  );

  test.each(stages.filter(({ results }) => results !== undefined))(
    "npm run test:$name is that stage of npm test",
    (stage) => {
      const script = scripts[`test:${stage.name}`];
      expect(script && asStage(script)).toEqual(withoutReports(stage));
    },
  );

  test("lint, typecheck and build run what npm test runs", () => {
    const single = stages.filter(({ command, results }) => results === undefined && !command.includes("--count"));
    const same = ["lint", "typecheck", "build"].flatMap((name) => scripts[name]?.split(" && ") ?? []);
    expect(single.map(withoutReports)).toEqual(same.map(asStage));
  });
});
