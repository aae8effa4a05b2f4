import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { plainSpec } from "../../fixtures/specs/goodSpecs";
import { cliProcess } from "../../support/cliProcess";
import { type SmallHttpServer, startSmallHttpServer } from "../../support/smallHttpServer";

/** What only a process with real files, pipes and an own environment can show. */
let run: Awaited<ReturnType<typeof cliProcess>>;
let folder: string;

beforeAll(async () => {
  run = await cliProcess();
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "langgraph-crons-process-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const good = JSON.stringify(plainSpec, null, 1);
const bad = good.replace("27 15 * * *", "27 25 * * *");

async function write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

const check = (...args: readonly string[]) => run(["check", ...args], { cwd: folder });
const filesOf = (json: string) => (JSON.parse(json) as readonly { file: string }[]).map(({ file }) => file);
const codesOf = (json: string) =>
  (JSON.parse(json) as readonly { findings: readonly { code: string }[] }[]).flatMap(({ findings }) =>
    findings.map(({ code }) => code),
  );

describe("a reader that closes early, such as `| head -1`", () => {
  let server: SmallHttpServer | undefined;

  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  test("ends only the printing: check still finds the errors", async () => {
    const crons = Array.from({ length: 60 }, (_, index) => ({
      ...plainSpec,
      name: `c${index}`,
      schedule: "x",
      enabled: 1,
    }));
    const files = Array.from({ length: 60 }, (_, index) => [`crons/${index}.cron.json`, JSON.stringify(crons)]);
    await write(Object.fromEntries(files));
    for (const format of ["human", "github"]) {
      const { code } = await run(["check", "crons", "--format", format], { cwd: folder, closesOutput: true });
      expect(code).toBe(1);
    }
  });

  test("ends only the printing: submit goes on to the last cron", async () => {
    // Slowly, so that the pipe is closed long before the last one.
    server = await startSmallHttpServer({ waitMilliseconds: 3 });
    const crons = Array.from({ length: 12 }, (_, index) => ({ ...plainSpec, thread_id: null, name: `c${index}` }));
    await write({ "a.cron.json": JSON.stringify(crons) });
    const submit = ["submit", "a.cron.json", "--url", server.url];
    expect(await run(submit, { cwd: folder, closesOutput: true })).toMatchObject({ code: 0 });
    expect([...server.crons.values()].map(({ enabled }) => enabled)).toEqual(crons.map(() => true));
  });
});

describe("a folder with unreadable content", () => {
  const unreadable = "broken.cron.json: can't be read (ENOENT).";

  beforeEach(async () => {
    await write({ "crons/bad.cron.json": bad, "crons/good.cron.json": good });
    await symlink("nowhere.json", join(folder, "crons", "broken.cron.json"));
    await symlink("good.cron.json", join(folder, "crons", "link.cron.json"));
  });

  test("is reported with the file's name, the rest is checked, and the exit code is 2", async () => {
    const { code, err, out } = await check("crons");
    expect([code, err]).toEqual([2, `crons/${unreadable}\n`]);
    expect(out).toMatch(/^crons\/bad\.cron\.json:4:.*\[schedule\.out-of-range\]$/m);
  });

  test("as JSON, the readable files are there", async () => {
    const { code, err, out } = await check("crons", "--json");
    expect([code, err]).toEqual([2, `crons/${unreadable}\n`]);
    expect(filesOf(out)).toEqual(["crons/bad.cron.json", "crons/good.cron.json"]);
  });

  test("for GitHub, it is an annotation of its file", async () => {
    const { code, out } = await check("crons", "--format", "github");
    expect(code).toBe(2);
    expect(out).toMatch(/^::error file=crons\/broken\.cron\.json,.*::crons\/broken\.cron\.json: can't be read/m);
  });

  test("a missing file among others is reported, and the others are checked", async () => {
    const { code, err, out } = await check("missing.cron.json", "crons/bad.cron.json", "gone/**");
    expect(code).toBe(2);
    const lines = ["gone/**: there is no *.cron.json file.", "missing.cron.json: can't be read (ENOENT).", ""];
    expect(err.split("\n").sort()).toEqual(lines.sort());
    expect(out).toContain("[schedule.out-of-range]");
  });

  test("nothing of it is submitted", async () => {
    const server = await startSmallHttpServer();
    const { code, err } = await run(["submit", "crons", "--url", server.url, "--json"], { cwd: folder });
    await server.close();
    expect([code, server.seen]).toEqual([2, []]);
    expect(err).toContain(unreadable);
  });
});

describe("a file is one file", () => {
  test.each([
    [["a.cron.json", "./a.cron.json"]],
    [["a.cron.json", ".//a.cron.json", "b/../a.cron.json", "."]],
    [["./", "a.cron.json"]],
  ])("in every spelling: %j", async (args) => {
    await write({ "a.cron.json": good, "b/note.txt": "" });
    const { code, out } = await check(...args, "--json");
    expect([code, codesOf(out), filesOf(out).length]).toEqual([0, [], 1]);
  });

  test("by its full path, and by a link to it", async () => {
    await write({ "a.cron.json": good });
    await symlink("a.cron.json", join(folder, "z.cron.json"));
    const { out } = await check(join(folder, "a.cron.json"), "a.cron.json", ".", "--json");
    expect([codesOf(out), filesOf(out)]).toEqual([[], [join(folder, "a.cron.json")]]);
  });
});

describe("file names are data", () => {
  test.each([
    "x\n::error::owned.cron.json",
    "::error::owned.cron.json",
    "##[add-mask]owned.cron.json",
    "x\u001b[31m\u2028y.cron.json",
    "a,b%0A::stop-commands::.cron.json",
  ])("%j", async (name) => {
    await write({ [`crons/${name}`]: bad });
    // Given by itself, its name is what a line begins with.
    for (const cwd of [folder, join(folder, "crons")]) {
      for (const format of ["human", "github", "json"]) {
        const { out } = await run(["check", ".", "--format", format], { cwd });
        expect(out).not.toMatch(/^\s*::(?!error file=)|##\[|(?!\n)\p{Cc}|\u2028/mu);
        if (format === "json") expect(filesOf(out)[0]?.endsWith(name)).toBe(true);
        if (format === "github") expect(out.match(/^::/gm)?.length).toBe(1);
      }
    }
    await symlink("nowhere", join(folder, "crons", `broken-${name}`));
    const { err } = await check(join("crons", `broken-${name}`), `missing-${name}`);
    expect(err).not.toMatch(/^\s*::|##\[|(?!\n)\p{Cc}|\u2028/mu);
    expect(err.split("\n").length).toBe(3);
  });
});

describe("bytes", () => {
  const utf16 = (text: string, mark: string) => Buffer.from(mark + text, "utf16le");

  test.each<[string, Uint8Array, string, RegExp]>([
    ["Latin-1", Buffer.from(good.replace("hello", "h\u00e9llo"), "latin1"), "spec.not-utf8", /not UTF-8/],
    ["UTF-16 with a mark", utf16(good, "\ufeff"), "spec.other-encoding", /utf16le/],
    ["UTF-16 the other way round", utf16(good, "\ufeff").swap16(), "spec.other-encoding", /utf16be/],
    ["UTF-16 without a mark", utf16(good, ""), "spec.other-encoding", /utf16le/],
  ])("%s is reported as such, and is not submitted", async (_, bytes, code, words) => {
    await write({ "a.cron.json": bytes });
    const { code: exit, out } = await check("a.cron.json", "--json");
    expect(exit).toBe(1);
    expect(codesOf(out)).toContain(code);
    expect(out).toMatch(words);
    const server = await startSmallHttpServer();
    const submitted = await run(["submit", "a.cron.json", "--url", server.url], { cwd: folder });
    await server.close();
    expect([submitted.code, server.seen]).toEqual([1, []]);
  });

  test("UTF-8 is read with its mark and without", async () => {
    await write({ "a.cron.json": `\ufeff${good.replace("hello", "h\u00e9llo")}`, "b.cron.json": good });
    expect((await check("a.cron.json", "b.cron.json")).code).toBe(0);
  });
});

test("a file named .cron.json has no name to give its cron", async () => {
  await write({ ".cron.json": good, "named/.cron.json": JSON.stringify({ ...plainSpec, name: "daily" }) });
  const { code, out } = await check(".cron.json", "named/.cron.json", "--json");
  expect([code, codesOf(out)]).toEqual([1, ["spec.file-without-name"]]);
});

describe("what git ignores", () => {
  const files = {
    ".git/HEAD": "ref: refs/heads/main\n",
    ".git/info/exclude": "private/\n",
    ".gitignore": "dist/\n*.local.cron.json\n!kept.local.cron.json\n/only-here.cron.json\n",
    "a.cron.json": good,
    "b.local.cron.json": good,
    "kept.local.cron.json": good,
    "only-here.cron.json": good,
    "dist/a.cron.json": good,
    "deep/only-here.cron.json": good,
    "deep/.gitignore": "!again.local.cron.json\nc.cron.json\n",
    "deep/again.local.cron.json": good,
    "deep/c.cron.json": good,
    "private/d.cron.json": good,
  };
  const seen = ["a.cron.json", "deep/again.local.cron.json", "deep/only-here.cron.json", "kept.local.cron.json"];

  test.each([
    [".", seen],
    ["**/*.cron.json", seen],
    ["deep", ["deep/again.local.cron.json", "deep/only-here.cron.json"]],
    // Named by itself, it is meant.
    ["dist/a.cron.json", ["dist/a.cron.json"]],
    ["dist", ["dist/a.cron.json"]],
  ])("is left out of %s", async (arg, expected) => {
    await write(files);
    expect(filesOf((await check(arg, "--json")).out)).toEqual(expected);
  });

  test("also from within the repository", async () => {
    await write(files);
    const { out } = await run(["check", ".", "--json"], { cwd: join(folder, "deep") });
    expect(filesOf(out)).toEqual(["again.local.cron.json", "only-here.cron.json"]);
  });

  test("is not submitted either", async () => {
    await write({ ...files, "dist/a.cron.json": bad });
    const server = await startSmallHttpServer();
    const { code, out } = await run(["submit", ".", "--url", server.url, "--json"], { cwd: folder });
    await server.close();
    expect([code, (JSON.parse(out) as readonly unknown[]).length]).toEqual([0, seen.length]);
  });

  test("counts only in a repository", async () => {
    await write({ ".gitignore": "*\n", "a.cron.json": good });
    expect(filesOf((await check(".", "--json")).out)).toEqual(["a.cron.json"]);
  });
});
