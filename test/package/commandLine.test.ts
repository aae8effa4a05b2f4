import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { version } from "../../package.json";
import { npm } from "../../scripts/lib/npm.mjs";
import { makeSampleThreads, sampleThreads } from "../../scripts/start/sampleThreads.mjs";
import { ServerApi } from "../e2e/serverApi";
import { agentServerUrl } from "../support/agentServerUrl";
import { projectFolder, sampleWorkspace } from "../support/paths";
import { expectNotices } from "./expectNotices";

const { commandLine: packed } = inject("packed");
const sample = join(sampleWorkspace, "crons");
const url = agentServerUrl();
const server = new ServerApi(url);

describe("the npm package of the command line", () => {
  let folder: string;
  let installed: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "langgraph-crons-npm-"));
    installed = join(folder, "node_modules", "langgraph-crons");
    await npm(process.execPath, ["install", packed, "--offline", "--cache", join(folder, "cache")], folder);
  });
  afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

  const manifest = async () => JSON.parse(await readFile(join(installed, "package.json"), "utf8"));
  const filesOf = async (path: string) =>
    (await readdir(path, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());

  /** As `npx langgraph-crons …` does. */
  const npx = (...args: readonly string[]) =>
    npm(process.execPath, ["exec", "--offline", "--", "langgraph-crons", ...args], folder);

  const run = async (...args: readonly string[]) => {
    const { bin } = await manifest();
    const env = { ...process.env, XDG_STATE_HOME: folder, LOCALAPPDATA: folder };
    const program = join(installed, bin["langgraph-crons"]);
    return new Promise<{ code: number; out: string; err: string }>((resolve) => {
      execFile(process.execPath, [program, ...args], { cwd: folder, env }, (error, out, err) => {
        resolve({ code: Number(error?.code ?? 0), out, err });
      });
    });
  };

  it("has at most 110 files and 270 kB, and no other package", async () => {
    const names = (await filesOf(installed)).map(({ name }) => name);
    expect(names.length).toBeLessThanOrEqual(110);
    expect(names.filter((name) => /\.(ts|map)$/.test(name))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(["README.md", "LICENSE"]));
    expect((await stat(packed)).size).toBeLessThanOrEqual(270_000);
    expect(await readdir(join(folder, "node_modules"))).toEqual([".bin", ".package-lock.json", "langgraph-crons"]);
  });

  it("names the libraries in it, with their licences", async () => {
    await expectNotices(installed, [
      "@vvo/tzdb",
      "city-timezones",
      "cronstrue",
      "destr",
      "eventsource-parser",
      "ignore",
      "jsonc-parser",
      "ofetch",
      "ufo",
    ]);
  });

  it("describes itself like the extension, with what it needs", async () => {
    const { private: isPrivate, ...shown } = await manifest();
    expect(shown).toMatchObject({ name: "langgraph-crons", version, license: "MIT", engines: { node: ">=20" } });
    expect([isPrivate, shown.dependencies, shown.scripts]).toEqual([undefined, undefined, undefined]);
  });

  it("has a readme whose links exist in the repository", async () => {
    const readme = await readFile(join(installed, "README.md"), "utf8");
    expect(readme).toMatch(/^# langgraph-crons\n(?:(?!\n#).)*npx langgraph-crons check/s);
    const links = [...readme.matchAll(/\]\(([^)]*)\)/g)].map(([, link = ""]) => link);
    expect(links.length).toBeGreaterThan(5);
    const repository = "https://github.com/langgraph-crons/langgraph-crons";
    for (const link of links.filter((each) => each !== repository)) {
      const [, file = "", anchor] = /^\S+\/blob\/main\/([^#]+)#?(.*)$/.exec(link) ?? [];
      const page = await readFile(join(projectFolder, file), "utf8");
      if (anchor) expect(page).toContain(`\n## ${anchor}\n`);
    }
  });

  it("runs by its name, as npx does it", async () => {
    expect((await npx("--version")).trim()).toBe(version);
    expect(await npx("next", "27 15 * * *", "--from", "2026-11-23T12:00:00Z", "--count", "1")).toBe(
      "At 15:27\n2026-11-23T15:27:00Z\n",
    );
  });

  it("checks and requests the sample, and finds what is wrong", async () => {
    expect(await run("check", sample)).toMatchObject({ code: 0, out: expect.stringMatching(/4 checked: 0 errors/) });
    const { code, out } = await run("request", join(sample, "morning-report.cron.json"), "--json");
    expect([code, JSON.parse(out)]).toMatchObject([0, [{ method: "POST", body: { schedule: "30 7 * * 1-5" } }]]);
    await writeFile(join(folder, "bad.cron.json"), '{ "assistant_id": "report", "schedule": "*/30 * * * * *" }');
    expect(await run("check", "bad.cron.json")).toMatchObject({ code: 1, out: expect.stringMatching(/error: /) });
    expect(await run("chek")).toEqual({ code: 2, out: "", err: "There is no command “chek”. Did you mean check?\n" });
    expect(await run("submit", sample, "--url", "http://127.0.0.1:1")).toMatchObject({ code: 3 });
  });

  it("submits the sample to an Agent Server, once", async ({ onTestFinished }) => {
    await makeSampleThreads(url);
    const submit = async () => {
      const { code, out } = await run("submit", sample, "--url", url, "--json");
      const outcomes = JSON.parse(out) as readonly { readonly cron_id: string; readonly outcome: string }[];
      return { code, ids: outcomes.map(({ cron_id }) => cron_id), kinds: outcomes.map(({ outcome }) => outcome) };
    };
    const first = await submit();
    onTestFinished(async () => {
      for (const id of first.ids) await server.removeCron(id);
      for (const { id } of sampleThreads) await server.removeThread(id);
    });
    expect(first).toMatchObject({ code: 0, kinds: Array.from({ length: 5 }, () => "created") });
    expect(await submit()).toEqual({ ...first, kinds: first.kinds.map(() => "unchanged") });
    const perThread = await Promise.all(sampleThreads.map(({ id }) => server.crons(id)));
    expect(perThread.map((crons) => crons.length)).toEqual([1, 1, 1]);
  });
});
