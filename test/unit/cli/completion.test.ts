import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commandNames, commandTable } from "../../../src/cli/commandTable";
import { cliRun } from "../../support/cliRun";

const shells = ["bash", "zsh", "fish"] as const;
type Shell = (typeof shells)[number];

/** What asks each shell for the completions of the last of the given words, one a line. */
const askers: Readonly<Record<Shell, readonly [program: string, ...args: readonly string[]]>> = {
  bash: [
    "bash",
    "-c",
    'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _langgraph_crons; printf "%s\\n" "${COMPREPLY[@]}"',
  ],
  // Only a terminal has its completions, so what it is asked here is what the script says of each place.
  zsh: [
    "zsh",
    "-f",
    "-c",
    'compdef() {}; compadd() { shift; print -l -- "$@" }; _arguments() { print -l -- "$@" }; ' +
      '_describe() { print -l -- ${(P)2} }; source "$0"; words=("$@"); CURRENT=$#words; ' +
      "if [[ $words[CURRENT-1] == --timezone ]]; then _langgraph_crons_zones; else _langgraph_crons; fi",
  ],
  fish: ["fish", "--no-config", "-c", 'source $argv[1]; complete -C (string join " " -- $argv[2..])'],
};

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "langgraph-crons-completion-"));
  mkdirSync(join(folder, "here", "crons [of] *"), { recursive: true });
  for (const name of ["daily.cron.json", "notes.json"]) writeFileSync(join(folder, "here", name), "{}");
  for (const shell of shells) {
    const { code, out } = await cliRun(["completion", shell], {});
    expect(code).toBe(0);
    writeFileSync(join(folder, shell), out.join("\n"));
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function completions(shell: Shell, ...words: readonly string[]): readonly string[] {
  const [program, ...args] = askers[shell];
  const { status, stderr, stdout } = spawnSync(program, [...args, join(folder, shell), "langgraph-crons", ...words], {
    cwd: join(folder, "here"),
    encoding: "utf8",
    env: { ...process.env, PLENTY_OF_KEYS: "x" },
  });
  expect([status, stderr]).toEqual([0, ""]);
  const found = stdout.split("\n").flatMap((line) => line.split("\t")[0] || []);
  return found.sort();
}

const isHere = (shell: Shell) => spawnSync(shell, ["--version"]).error === undefined;
const optionsOf = (name: keyof typeof commandTable) =>
  [...Object.keys(commandTable[name].options), "help"].map((option) => `--${option}`).sort();

describe.each(["bash", "fish"] as const)("%s", (shell) => {
  const when = test.runIf(isHere(shell));

  when.each([...commandNames])("knows the options of %s", (name) => {
    expect(completions(shell, name, "--")).toEqual(optionsOf(name));
  });

  when("knows the commands, for help too", () => {
    expect(completions(shell, "")).toEqual(expect.arrayContaining([...commandNames]));
    expect(completions(shell, "c")).toEqual(["check", "completion", "cost"]);
    expect(completions(shell, "help", "s")).toEqual(["status", "submit"]);
  });

  when("knows the values of options", () => {
    expect(completions(shell, "check", "--format", "")).toEqual(["github", "human", "json", "sarif"]);
    expect(completions(shell, "next", "* * * * *", "--timezone", "Europe/Be")).toEqual([
      "Europe/Belfast",
      "Europe/Belgrade",
      "Europe/Berlin",
    ]);
    expect(completions(shell, "submit", "--api-key-env", "PLENTY")).toEqual(["PLENTY_OF_KEYS"]);
    expect(completions(shell, "submit", "--url", "")).toEqual([]);
    expect(completions(shell, "completion", "")).toEqual([...shells].sort());
    expect(completions(shell, "next", "")).toEqual([]);
  });
});

describe("bash", () => {
  test("lists spec files and folders, whatever is in their names, and no others", () => {
    for (const command of ["check", "request", "submit"]) {
      expect(completions("bash", command, "")).toEqual(["crons [of] *", "daily.cron.json"]);
    }
    expect(completions("bash", "check", "da")).toEqual(["daily.cron.json"]);
  });

  test("handles the “=” of an option", () => {
    expect(completions("bash", "check", "--format", "=", "j")).toEqual(["json"]);
    expect(completions("bash", "check", "--format", "=")).toEqual(["github", "human", "json", "sarif"]);
  });
});

describe("fish", () => {
  test.runIf(isHere("fish"))("lists spec files", () => {
    expect(completions("fish", "check", "da")).toEqual(["daily.cron.json"]);
  });
});

describe("zsh", () => {
  const when = test.runIf(isHere("zsh"));

  when.each([...commandNames])("has a place for each option of %s, and for what is no option", (name) => {
    const places = completions("zsh", name, "");
    expect(places.flatMap((place) => /^--[a-z-]+/.exec(place) ?? []).sort()).toEqual(optionsOf(name));
    expect(places.filter((place) => /^[1*]:/.test(place))).toHaveLength(1);
  });

  when("knows commands and values", () => {
    expect(completions("zsh", "")).toEqual(expect.arrayContaining([":command:_langgraph_crons_commands"]));
    expect(completions("zsh", "next", "--timezone", "")).toEqual(expect.arrayContaining(["Europe/Berlin"]));
    expect(completions("zsh", "check", "").join("\n")).toMatch(/^\*:FILE:_files -g "\*\.cron\.json"$/m);
    expect(completions("zsh", "check", "").join("\n")).toMatch(
      /^--format=\[.*\]:[a-z|]+:\(human json github sarif\)$/m,
    );
  });
});
