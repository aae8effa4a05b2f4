import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import manifest from "../../../package.json";
import { hostTestsFolder } from "../../../scripts/lib/buildHostTests.mjs";
import { inCache, inProject } from "../../../scripts/lib/paths.mjs";
import { offeredServerVariable } from "../../../src/features/connections/offerServer";

interface Task {
  readonly label: string;
  readonly type?: string;
  readonly script?: string;
  readonly command?: string;
  readonly args?: readonly string[];
  readonly dependsOn?: readonly string[];
  readonly isBackground?: boolean;
  readonly problemMatcher: {
    readonly pattern: unknown;
    readonly background: { readonly beginsPattern: string; readonly endsPattern: string };
  };
}

interface Launch {
  readonly name: string;
  readonly preLaunchTask?: string;
  readonly program?: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const read = (name: string) => JSON.parse(readFileSync(`.vscode/${name}.json`, "utf8"));
const { tasks } = read("tasks") as { readonly tasks: readonly Task[] };
const { configurations } = read("launch") as { readonly configurations: readonly Launch[] };
const launch = (name: string): Launch => {
  const found = configurations.find((each) => each.name === name);
  if (found === undefined) throw new Error(`No launch configuration ${name}.`);
  return found;
};

/** Paths of the project that a configuration names. */
const pathsIn = (value: unknown): readonly string[] =>
  [...JSON.stringify(value).matchAll(/\$\{workspaceFolder\}\/([^"]+)/g)].map(([, path = ""]) => inProject(path));

describe("tasks", () => {
  test.each(tasks)("$label starts what exists", ({ type, script = "", command, args = [], dependsOn = [] }) => {
    const labels = tasks.map(({ label }) => label);
    expect(dependsOn.filter((label) => !labels.includes(label))).toEqual([]);
    if (type === "npm") expect(manifest.scripts).toHaveProperty(script);
    else if (type === "process") expect([command, existsSync(args[0] ?? "")]).toEqual(["node", true]);
    else expect(dependsOn.length).toBeGreaterThan(0);
  });

  const background = tasks.filter(({ isBackground }) => isBackground === true);

  test("a background task prints the text that marks it as ready", () => {
    const said: Readonly<Record<string, readonly [begins: string, ends: string]>> = {
      watch: ['[watch] build started (change: "src/cli.ts")', "[watch] first builds are done"],
      server: ["- Agent Server with the sample's graphs and threads …", "Ctrl+C ends it."],
    };
    expect(background.map(({ label }) => label)).toEqual(Object.keys(said));
    for (const { label, problemMatcher } of background) {
      const { beginsPattern, endsPattern } = problemMatcher.background;
      expect(said[label]?.[0]).toMatch(new RegExp(beginsPattern));
      expect(said[label]?.[1]).toMatch(new RegExp(endsPattern));
    }
    expect(readFileSync("esbuild.mjs", "utf8")).toContain(said.watch?.[1]);
    const start = readFileSync("scripts/start.mjs", "utf8");
    expect(start).toContain('step("Agent Server with the sample\'s graphs and threads"');
    expect(start).toContain("`Ctrl+C ends $" + '{vscode === undefined ? "it" : "both"}.`');
  });

  test("an error of the build is found in esbuild's output", () => {
    const patterns = background[0]?.problemMatcher.pattern as readonly { readonly regexp: string }[];
    const said = ['✘ [ERROR] Could not resolve "./gone"', "", "    src/extension.ts:3:9:"];
    const found = patterns.map(({ regexp }, index) => new RegExp(regexp).exec(said[index] ?? "")?.slice(1));
    expect(found).toEqual([['Could not resolve "./gone"'], [], ["src/extension.ts", "3", "9"]]);
  });
});

describe("launch configurations", () => {
  test("F5 itself is the extension in the sample, beside its server", () => {
    expect(configurations[0]).toBe(launch("Extension"));
    expect(launch("Extension").env).toEqual({ [offeredServerVariable]: "http://127.0.0.1:2024" });
    expect(readFileSync("scripts/start.mjs", "utf8")).toContain("usualPort = 2024");
  });

  test.each(configurations)(
    "$name: everything that it names exists, or is built by its task",
    ({ preLaunchTask, ...rest }) => {
      if (preLaunchTask !== undefined) expect(tasks.map(({ label }) => label)).toContain(preLaunchTask);
      const made = [inProject("dist"), inProject("dist-test"), inCache()];
      const named = pathsIn(rest).filter((path) => !made.some((folder) => path.startsWith(folder)));
      expect(named.filter((path) => !existsSync(path))).toEqual([]);
    },
  );

  test("host tests are started as the runner starts them", () => {
    const { args, env } = launch("Host tests of the open file");
    const [tests] = pathsIn(args.filter((arg) => arg.startsWith("--extensionTestsPath")));
    expect(dirname(dirname(tests ?? ""))).toBe(hostTestsFolder);
    expect(existsSync("test/host/index.ts")).toBe(true);
    const runner = readFileSync("test/host/runHostSuites.ts", "utf8");
    for (const name of Object.keys(env ?? {})) expect(runner).toContain(`${name}:`);
    // The open file's folder names its suite, which holds only where no suite has folders.
    expect(globSync("test/host*/*/**/*.hosttest.ts")).toEqual([]);
    const [workspace] = pathsIn(args.filter((arg) => arg.includes("debug-workspace")));
    expect(workspace).toBe(inCache("debug-workspace"));
    expect(readFileSync("scripts/debugHostTests.mjs", "utf8")).toContain('inCache("debug-workspace")');
  });

  test("a unit test runs under the Node that the tests need", () => {
    const { program, args } = launch("Unit tests of the open file");
    expect(pathsIn(program)).toEqual([inProject("scripts", "run.mjs")]);
    expect(args.slice(0, 4)).toEqual(["vitest", "run", "--project", "unit"]);
  });
});

test("settings and recommendations are plain JSON, and their formatter is recommended", () => {
  expect(read("extensions").recommendations).toContain(read("settings")["editor.defaultFormatter"]);
});
