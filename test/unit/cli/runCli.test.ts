import { describe, expect, test } from "vitest";
import { version } from "../../../package.json";
import type { CliIo } from "../../../src/cli/cliIo";
import { runCli } from "../../../src/cli/runCli";
import type { FolderEntry } from "../../../src/core/specFile/filesBelow";
import { now, plainSpec } from "../../fixtures/specs/goodSpecs";

interface Machine {
  readonly files?: Readonly<Record<string, string>>;
  readonly stdin?: readonly string[];
  readonly env?: CliIo["env"];
}

/** Runs the command line on a machine of the test's own; nothing of the real one is touched. */
async function run(args: readonly string[], { files = {}, stdin = [], env = {} }: Machine = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(args, {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    readFile: async (path) => {
      const text = files[path];
      if (text === undefined) throw Object.assign(new Error("no such file"), { code: "ENOENT" });
      return new TextEncoder().encode(text);
    },
    readFolder: async (path) => folderOf(Object.keys(files), path.replace(/^\/here\/?/, "") || "."),
    isOutputClosed: () => false,
    onInterrupt: () => () => undefined,
    appendFile: async () => undefined,
    createFolder: async () => undefined,
    writeFile: async () => undefined,
    isInteractive: false,
    realPath: async (path) => `/here/${path}`.replace(/\/\.?$/, ""),
    stdin: async function* () {
      for (const line of stdin) {
        yield line;
        // Each line is answered before the next one is read.
        expect(out.length).toBeGreaterThan(0);
      }
    },
    env,
    clock: { now: () => now, sleep: () => Promise.reject(new Error("nobody should wait")) },
  });
  return { code, out: out.join("\n"), err: err.join("\n") };
}

/** What a folder of a machine with these files holds. */
function folderOf(files: readonly string[], folder: string): readonly FolderEntry[] | undefined {
  const start = folder === "." ? "" : `${folder}/`;
  const names = files.filter((file) => file.startsWith(start)).map((file) => file.slice(start.length).split("/"));
  const entries = new Map(
    names.map(([name = "", ...below]) => [name, { name, kind: below.length > 0 ? "folder" : "file" } as const]),
  );
  return entries.size === 0 ? undefined : [...entries.values()];
}

const good = JSON.stringify(plainSpec, null, 2);

describe("langgraph-crons", () => {
  test.each([
    [[], 2],
    [["help"], 0],
    [["--help"], 0],
    [["next", "--help"], 0],
    [["frobnicate"], 2],
    [["next"], 2],
    [["next", "* * * * *", "extra"], 2],
    [["next", "* * * * *", "--count", "0"], 2],
    [["next", "* * * * *", "--count", "x"], 2],
    [["next", "* * * * *", "--from", "yesterday"], 2],
    [["next", "* * * * *", "--from", "2027-01-01T00:00:00"], 2],
    [["next", "* * * * *", "--nonsense"], 2],
    [["check"], 2],
    [["check", "missing.cron.json"], 2],
    [["request"], 2],
    [["request", "a", "b"], 2],
    [["submit", "a.cron.json"], 2],
    [["submit", "a.cron.json", "--url", "ftp://x"], 2],
    [["submit", "a.cron.json", "--url", "http://user:pw@x"], 2],
    [["submit", "a.cron.json", "--url", "http://x", "--api-key-env", "NOPE"], 2],
  ])("%j exits with %d and says why", async (args, code) => {
    const result = await run(args);
    expect(result.code).toBe(code);
    expect(result.out + result.err).not.toBe("");
    expect(result.err).not.toContain("pw@");
  });
});

describe("a command's help", () => {
  test.each(["--version", "-V"])("%s is the package's", async (flag) => {
    expect(await run([flag])).toEqual({ code: 0, out: version, err: "" });
  });

  test.each([
    [["submit", "--help"], "--accept-server-times", "next SCHEDULE"],
    [["help", "check"], "check FILE", "--url"],
    [["next", "-h"], "--timezone", "check FILE"],
  ])("%j is only about that command", async (args, there, notThere) => {
    const { code, out } = await run(args);
    expect([code, out]).toEqual([0, expect.stringMatching(/^Usage:\n {2}langgraph-crons /)]);
    expect(out).toContain(there);
    expect(out).not.toContain(notThere);
  });

  test("an option that a command doesn't have is refused with the options that it has", async () => {
    const { code, err } = await run(["check", "--nonsense"]);
    expect([code, err]).toEqual([2, expect.stringContaining("check FILE")]);
    expect(err).not.toContain("--url");
  });
});

describe("next", () => {
  test("prints the schedule in words and its runs in UTC and in the zone", async () => {
    const { code, out } = await run(["next", "30 2 * * *", "--timezone", "Europe/Berlin", "--count", "2"]);
    expect([code, out.split("\n")]).toEqual([
      0,
      [
        "At 02:30",
        "2026-11-24T01:30:00Z  2026-11-24 02:30:00 Europe/Berlin",
        "2026-11-25T01:30:00Z  2026-11-25 02:30:00 Europe/Berlin",
      ],
    ]);
  });

  test("reads six fields as it is told to", async () => {
    const ask = (...more: string[]) => run(["next", "0 15 9 * * 1", "--count", "1", "--json", ...more]);
    const first = await ask("--dialect", "seconds-first");
    expect(JSON.parse(first.out)).toEqual({ runs: ["2026-11-30T09:15:00Z"] });
    expect((await ask("--dialect", "seconds-last")).out).toBe((await ask()).out);
    expect(JSON.parse((await ask()).out)).toEqual({ runs: ["2026-12-09T15:00:01Z"] });
    expect((await run(["next", "0 15 9 * * 1", "--dialect", "seconds-first"])).out).toMatch(
      /^At 09:15, only on Monday/,
    );
    expect((await ask("--dialect", "quartz")).code).toBe(2);
    const line = JSON.stringify({ schedule: "0 15 9 * * 1", timezone: null, from: "2026-11-24T00:00:00Z", count: 1 });
    const lines = await run(["next", "--stdin", "--dialect", "seconds-first"], { stdin: [line] });
    expect(JSON.parse(lines.out)).toEqual({ runs: ["2026-11-30T09:15:00Z"] });
  });

  test("check reads six fields as --dialect says", async () => {
    const files = { "a.cron.json": JSON.stringify({ ...plainSpec, schedule: "0 30 9 * * 1" }) };
    expect((await run(["check", "a.cron.json"], { files })).code).toBe(1);
    expect((await run(["check", "a.cron.json", "--dialect", "seconds-first"], { files })).code).toBe(0);
    expect((await run(["check", "a.cron.json", "--dialect", "quartz"], { files })).code).toBe(2);
  });

  test("answers as JSON, from a moment", async () => {
    const { out } = await run(["next", "@hourly", "--from", "2027-01-01T00:00:00+01:00", "--count", "1", "--json"]);
    expect(JSON.parse(out)).toEqual({ runs: ["2027-01-01T00:00:00Z"] });
  });

  test.each([
    ["61 * * * *", "UTC", "schedule.out-of-range"],
    ["0 0 31 2 *", "UTC", "schedule.never"],
    ["* * * * *", "Mars/Base", "timezone.unknown"],
  ])("refuses %s in %s", async (schedule, zone, code) => {
    const json = await run(["next", schedule, "--timezone", zone, "--json"]);
    expect([json.code, JSON.parse(json.out).error.code]).toEqual([1, code]);
    const plain = await run(["next", schedule, "--timezone", zone]);
    expect([plain.code, plain.out]).toEqual([1, ""]);
    expect(plain.err).not.toBe("");
  });

  test("reads words, and prints their schedule first", async () => {
    const { code, out } = await run(["next", "weekdays at 9 München", "--count", "1"]);
    expect([code, out.split("\n")]).toEqual([
      0,
      ["0 9 * * 1-5", "At 09:00, Monday through Friday", "2026-11-24T08:00:00Z  2026-11-24 09:00:00 Europe/Berlin"],
    ]);
    const json = await run(["next", "weekdays at 9", "--timezone", "Asia/Tokyo", "--count", "1", "--json"]);
    const runs = ["2026-11-24T00:00:00Z"];
    expect(JSON.parse(json.out)).toEqual({ schedule: "0 9 * * 1-5", timezone: "Asia/Tokyo", runs });
  });

  test("asks what is unclear in words, and guesses nothing", async () => {
    const { code, out, err } = await run(["next", "weekdays at 5"]);
    expect([code, out, err.trimEnd().split("\n")]).toEqual([
      1,
      "",
      [
        "“5” can be in the morning or in the afternoon. Which one?",
        '  "weekdays at 05:00": 0 5 * * 1-5',
        '  "weekdays at 17:00": 0 17 * * 1-5',
      ],
    ]);
    const json = await run(["next", "daily at 9 PST", "--json"]);
    expect(JSON.parse(json.out).error).toMatchObject({
      code: "words.zone",
      choices: [{ timezone: "America/Los_Angeles" }, { timezone: "Asia/Manila" }, { timezone: "Pacific/Pitcairn" }],
    });
    expect((await run(["next", "weekdays at dawn"])).err).toContain("“dawn” is not understood.");
    expect((await run(["next", "daily at 9 Berlin", "--timezone", "Asia/Tokyo"])).code).toBe(2);
  });

  test.each([
    "0 9 * * monday",
    "0 9 1 1 monday",
    "@weekdays",
    "cron(0 9 ? * MON-FRI *)",
    "rate(5 minutes)",
    "TZ=UTC 0 9 * * *",
  ])("takes %s for a schedule with a mistake", async (schedule) => {
    const { code, out } = await run(["next", schedule, "--json"]);
    expect([code, JSON.parse(out).error.code]).toEqual([1, expect.stringMatching(/^schedule\./)]);
  });

  test.each(["", "Factory"])("gives the runs in UTC if the zone is %j, which is UTC to the server", async (zone) => {
    const { code, out } = await run(["next", "5 4 * * *", "--timezone", zone, "--count", "1"]);
    expect([code, out]).toEqual([0, "At 04:05\n2026-11-24T04:05:00Z"]);
  });

  test("does not claim that a random schedule never runs", async () => {
    const { code, out } = await run(["next", "R 4 * * *"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^Nobody can say when it runs/m);
  });

  test("answers line by line, in order, whatever the lines", async () => {
    const question = { schedule: "0 0 1 1 *", timezone: null, from: "2027-01-01T00:00:00Z", count: 1 };
    const lines = [
      JSON.stringify(question),
      "not JSON",
      JSON.stringify({ ...question, count: "1" }),
      JSON.stringify({ ...question, schedule: "x" }),
      "[]",
      JSON.stringify({ ...question, timezone: "Asia/Tokyo" }),
    ];
    const { code, out } = await run(["next", "--stdin"], { stdin: lines });
    const answers = out.split("\n").map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(answers.map((answer) => answer.runs?.[0] ?? answer.error.code)).toEqual([
      "2028-01-01T00:00:00Z",
      "usage",
      "usage",
      "schedule.field-count",
      "usage",
      "2027-12-31T15:00:00Z",
    ]);
  });
});

describe("check", () => {
  test("finds nothing in a good file", async () => {
    expect(await run(["check", "a.cron.json"], { files: { "a.cron.json": good } })).toEqual({
      code: 0,
      out: "1 checked: 0 errors, 0 warnings. Runs in 30 days: 30.",
      err: "",
    });
  });

  test("warns without failing", async () => {
    const text = JSON.stringify({ ...plainSpec, input: [] });
    const { code, out } = await run(["check", "a"], { files: { a: text } });
    expect(code).toBe(0);
    expect(out).toMatch(
      /^a:1:\d+: warning: .* \[spec\.input-empty\]\n1 checked: 0 errors, 1 warnings\. Runs in 30 days: 30\.$/,
    );
  });

  test("names file, line and column as editors count them", async () => {
    const text = good.replace("27 15 * * *", "27 15 * 13 *").replace("{\n", "{ // 👍\r\n");
    const { code, out } = await run(["check", "dir/a.cron.json", "b"], { files: { "dir/a.cron.json": text, b: good } });
    expect(code).toBe(1);
    expect(out).toMatch(/^dir\/a\.cron\.json:4:24: error: .* \[schedule\.out-of-range\]$/m);
  });

  test("answers as JSON with ranges from 0", async () => {
    const text = good.replace('"report"', "5");
    const { out } = await run(["check", "a", "b", "--json"], { files: { a: text, b: good } });
    expect(JSON.parse(out)).toEqual([
      {
        file: "a",
        crons: [{ name: "a", runs_in_30_days: 30 }],
        findings: [
          {
            code: "spec.not-text",
            severity: "error",
            message: expect.stringContaining("assistant_id"),
            path: ["assistant_id"],
            range: { start: { line: 2, character: 18 }, end: { line: 2, character: 19 } },
          },
        ],
      },
      { file: "b", crons: [{ name: "b", runs_in_30_days: 30 }], findings: [] },
    ]);
  });
});

describe("check of many files", () => {
  const bad = good.replace("27 15 * * *", "27 25 * * *");
  const files = {
    "crons/a.cron.json": bad,
    "crons/deep/er/b.cron.json": bad,
    "crons/deep/notes.json": "{",
    "crons/node_modules/x/c.cron.json": bad,
    "crons/.cache/d.cron.json": bad,
    "other/e.cron.json": bad,
  };
  const checkedFiles = async (...args: readonly string[]) => {
    const { code, out } = await run(["check", ...args, "--json"], { files });
    return code === 2 ? [] : (JSON.parse(out) as readonly { file: string }[]).map(({ file }) => file);
  };

  test.each([
    [["crons"], ["crons/a.cron.json", "crons/deep/er/b.cron.json"]],
    [["crons/"], ["crons/a.cron.json", "crons/deep/er/b.cron.json"]],
    [["."], ["crons/a.cron.json", "crons/deep/er/b.cron.json", "other/e.cron.json"]],
    [["./crons/deep"], ["crons/deep/er/b.cron.json"]],
    [["**/*.cron.json"], ["crons/a.cron.json", "crons/deep/er/b.cron.json", "other/e.cron.json"]],
    [["crons/**/?.cron.json"], ["crons/a.cron.json", "crons/deep/er/b.cron.json"]],
    [
      ["crons/*.cron.json", "crons"],
      ["crons/a.cron.json", "crons/deep/er/b.cron.json"],
    ],
    [["crons\\deep\\er\\*.json"], ["crons/deep/er/b.cron.json"]],
    [["crons/deep/notes.json"], ["crons/deep/notes.json"]],
    [["crons/.cache/d.cron.json"], ["crons/.cache/d.cron.json"]],
    [["nowhere/**"], []],
    [["crons/deep/er/*.yaml"], []],
  ])("%j", async (args, expected) => {
    expect(await checkedFiles(...args)).toEqual(expected);
  });

  test("names both files that have a cron of the same name", async () => {
    const same = { "a/daily.cron.json": good, "b/daily.cron.json": good };
    const { code, out } = await run(["check", "a", "b"], { files: same });
    expect(code).toBe(0);
    expect(out).toMatch(
      /^a\/daily\.cron\.json:1:1: warning: .*“daily” too: b\/daily\.cron\.json\..*\[spec\.name-elsewhere\]$/m,
    );
    expect(out).toMatch(/^b\/daily\.cron\.json:1:1: warning: .*“daily” too: a\/daily\.cron\.json\./m);
  });

  test("annotates for GitHub, whatever the files are called", async () => {
    const { code, out } = await run(["check", "a,b:c.cron.json", "--format", "github"], {
      files: { "a,b:c.cron.json": bad },
    });
    expect(code).toBe(1);
    expect(out.split("\n")).toEqual([
      expect.stringMatching(
        /^::error file=a%2Cb%3Ac\.cron\.json,line=4,endLine=4,col=19,endColumn=20,title=schedule\.out-of-range::“25”/,
      ),
      "1 checked: 1 errors, 0 warnings. Crons whose number of runs is not known: 1.",
    ]);
  });

  test.each([
    ["--format", "xml"],
    ["--format", "github", "--json"],
  ])("refuses %s %s", async (...args) => {
    expect((await run(["check", "crons", ...args], { files })).code).toBe(2);
  });
});

describe("request", () => {
  test("prints each request with the name of the file, and placeholders as they are written", async () => {
    const text = JSON.stringify({ ...plainSpec, headers: { "x-team": "${env:TEAM}" }, params: { a: ["b c", true] } });
    const machine = { files: { "dir/daily.cron.json": text }, env: { TEAM: "canary-91" } };
    const { code, out } = await run(["request", "dir/daily.cron.json", "--json"], machine);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual([
      {
        method: "POST",
        path: `/threads/${plainSpec.thread_id}/runs/crons`,
        query: [
          ["a", "b c"],
          ["a", "true"],
        ],
        headers: { "x-team": "${env:TEAM}" },
        body: {
          assistant_id: plainSpec.assistant_id,
          schedule: plainSpec.schedule,
          input: plainSpec.input,
          metadata: { langgraph_crons_name: "daily" },
        },
      },
    ]);
    const plain = await run(["request", "dir/daily.cron.json"], machine);
    expect(plain.out).toContain(`POST /threads/${plainSpec.thread_id}/runs/crons?a=b+c&a=true`);
    expect(plain.out + out).not.toContain("canary-91");
  });

  describe("with --as", () => {
    const spec = { ...plainSpec, headers: { "x-team": "${env:TEAM}" }, metadata: { note: "##[error]" } };
    const files = { "daily.cron.json": JSON.stringify(spec) };
    const as = (...args: string[]) =>
      run(["request", "daily.cron.json", "--as", ...args], { files, env: { TEAM: "t" } });

    test.each(["http", "curl", "python", "javascript", "spec"])(
      "%s has the cron, and no value of a key",
      async (form) => {
        const { code, out, err } = await as(form, "--url", "https://agents.example.com/x");
        expect([code, err]).toEqual([0, ""]);
        expect(out).toContain(plainSpec.schedule);
        expect(out.includes("https://agents.example.com/x")).toBe(form !== "spec");
        expect(out.includes("LANGGRAPH_API_KEY")).toBe(form !== "spec");
        expect(out).not.toContain("##[");
      },
    );

    test("is for the server on this machine, without a key, if nothing else is said", async () => {
      const { out } = await as("python");
      expect(out).toContain('get_client(url="http://127.0.0.1:2024", api_key=None)');
      expect((await as("curl", "--api-key-env", "PROD_KEY")).out).toContain('"x-api-key: ${PROD_KEY:?}"');
    });

    test.each([["curl", "--json"], ["curl", "--api-key-env", "x; id"], ["curl", "--url", "ftp://x"], ["yaml"]])(
      "refuses %s %s %s",
      async (...args) => {
        expect((await as(...args)).code).toBe(2);
      },
    );

    test("an address without --as is refused, and so is a header that can't be sent", async () => {
      expect((await run(["request", "daily.cron.json", "--url", "x"], { files })).code).toBe(2);
      const bad = { "a.cron.json": JSON.stringify({ ...plainSpec, headers: { "x-a": "1\r\nx-b: 2" } }) };
      const { code, err, out } = await run(["request", "a.cron.json", "--as", "http"], { files: bad });
      expect([code, out]).toEqual([1, ""]);
      expect(err).toContain("[spec.header-value]");
    });
  });

  test("prints nothing for a file that can't be sent", async () => {
    const text = JSON.stringify([
      { ...plainSpec, name: "a" },
      { ...plainSpec, name: "b", enabled: "yes" },
    ]);
    const { code, out, err } = await run(["request", "a.cron.json"], { files: { "a.cron.json": text } });
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain("[spec.not-boolean]");
  });
});
