import { describe, expect, test } from "vitest";
import { UsageError } from "../../../src/cli/cliIo";
import type { CommandSpec } from "../../../src/cli/commandSpec";
import { type CommandName, commandNames, commandTable } from "../../../src/cli/commandTable";
import { readArguments } from "../../../src/cli/readArguments";
import { cliRun } from "../../support/cliRun";

/** As a shell splits them, up to where the output goes. */
function wordsOf(call: string): readonly string[] {
  const words = [...call.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
  const end = words.findIndex((word) => word.startsWith(">"));
  return end < 0 ? words : words.slice(0, end);
}

describe.each(commandNames)("%s", (name) => {
  const { examples, options, otherCall, summary }: CommandSpec = commandTable[name];

  test("has examples that are calls of it", () => {
    expect(examples).not.toHaveLength(0);
    for (const { call } of examples) {
      const [command, ...args] = wordsOf(call);
      expect(command).toBe(name);
      expect(() => readArguments(name, args)).not.toThrow();
    }
  });

  test("names only options that it has for its other call", () => {
    const named = otherCall === undefined ? [] : [otherCall.option, ...otherCall.options];
    expect(Object.keys(options)).toEqual(expect.arrayContaining(named));
  });

  test("has all of its table entry in its help", async () => {
    const { code, out } = await cliRun([name, "--help"], {});
    const help = out.join("\n").replace(/\s+/g, " ");
    expect(code).toBe(0);
    expect(help).toContain(summary);
    for (const [option, { help: words }] of Object.entries(options)) {
      expect(help).toContain(`--${option}`);
      expect(help).toContain(words);
    }
    for (const { call } of examples) expect(help).toContain(call);
    expect(await cliRun(["help", name], {})).toEqual({ code, out, err: [] });
  });

  test("fits a terminal of 80 columns, except for lines to copy", async () => {
    const { out } = await cliRun([name, "--help"], {});
    const lines = out.flatMap((text) => text.split("\n")).filter((line) => !/^ {2}(langgraph-crons|\d )/.test(line));
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });
});

test("all commands are in the help of all", async () => {
  const { code, out } = await cliRun(["--help"], {});
  expect(code).toBe(0);
  for (const name of commandNames)
    expect(out.join("\n")).toContain(`  ${name.padEnd(24)}${commandTable[name].summary}`);
});

describe("arguments", () => {
  test("are read as the table says", () => {
    expect(readArguments("submit", ["a", "--url=http://x", "--adopt", "b", "--", "--json"])).toEqual({
      values: { url: "http://x", adopt: true },
      args: ["a", "b", "--json"],
    });
    expect(readArguments("next", ["--from=-1", "x"]).values.from).toBe("-1");
    expect(readArguments("next", ["--stdin"])).toEqual({ values: { stdin: true }, args: [] });
    expect(readArguments("next", ["x", "--count", "1", "--count", "2"]).values.count).toBe("2");
  });

  test.each<[CommandName, readonly string[], string]>([
    ["check", ["a", "--jsn"], "Did you mean --json?"],
    ["check", ["a", "--Dialect", "x"], "Did you mean --dialect?"],
    ["check", ["a", "-x"], "“check” has no option -x."],
    ["check", ["a", "--url", "x"], "“check” has no option --url."],
    ["check", ["a", "--constructor"], "“check” has no option --constructor."],
    ["check", ["a", "--__proto__=1"], "“check” has no option --__proto__."],
    ["check", ["a", "--json=yes"], "--json takes no value."],
    ["check", ["a", "--format", "xml"], "--format is human, json, github or sarif, not “xml”."],
    ["check", ["a", "--format"], "--format needs its value"],
    ["next", ["x", "--timezone", "--json"], "--timezone needs its value: --timezone ZONE"],
    ["next", ["x", "y"], "A schedule is missing"],
    ["submit", ["x"], "--url is missing: The address"],
    ["submit", ["--url", "http://x"], "A file is missing."],
    ["completion", ["bsh"], "Did you mean bash?"],
    ["completion", [], "bash, zsh or fish"],
    ["help", ["a", "b"], "Help takes one command"],
  ])("of %s: %j is “%s”", (name, args, message) => {
    expect(() => readArguments(name, args)).toThrow(UsageError);
    expect(() => readArguments(name, args)).toThrow(message);
  });
});

describe("what is not a command", () => {
  test.each([
    [["chek", "a"], "There is no command “chek”. Did you mean check?"],
    [["Submit"], "There is no command “Submit”. Did you mean submit?"],
    [["frobnicate", "--help"], "There is no command “frobnicate”."],
    [["help", "nxt"], "There is no command “nxt”. Did you mean next?"],
    [["--versoin"], "There is no option --versoin. Did you mean --version?"],
    [["--json", "check"], "There is no option --json."],
  ])("%j is refused with a suggestion", async (args, message) => {
    expect(await cliRun(args, {})).toEqual({ code: 2, out: [], err: [message] });
  });

  test("is one line, whatever it contains", async () => {
    const { err } = await cliRun(["x\n::error::y"], {});
    expect(err.join("")).not.toContain("\n");
  });

  test("ignores --help after “--”", async () => {
    const { code, out } = await cliRun(["check", "--", "--help"], {});
    expect([code, out]).toEqual([2, ["0 checked: 0 errors, 0 warnings."]]);
  });
});
