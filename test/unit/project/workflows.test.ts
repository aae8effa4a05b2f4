import { existsSync, globSync, readFileSync } from "node:fs";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import manifest from "../../../package.json";
import { stages } from "../../../scripts/lib/testStages.mjs";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly needs?: string | readonly string[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
  readonly uses?: string;
  readonly "timeout-minutes"?: number;
}

interface Workflow {
  readonly name: string;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const textOf = (file: string): string => readFileSync(file, "utf8");
const workflows = globSync(".github/workflows/*.yml").map((file) => ({
  file,
  text: textOf(file),
  workflow: load(textOf(file)) as Workflow,
}));
const jobs = workflows.flatMap(({ file, workflow }) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ title: `${file}: ${name}`, job, workflow })),
);
const action = load(textOf("action.yml")) as { readonly runs: { readonly steps: readonly Step[] } };
const steps = [...jobs.flatMap(({ job }) => job.steps ?? []), ...action.runs.steps];
const runs = steps.flatMap(({ run }) => (run === undefined ? [] : [run]));
const inRuns = (pattern: RegExp): readonly string[] =>
  runs.flatMap((run) => [...run.matchAll(pattern)].map(([, found = ""]) => found));

describe("workflows", () => {
  test("there are four", () => {
    expect(workflows.map(({ workflow }) => workflow.name).sort()).toEqual(["CodeQL", "Crons", "Release", "Test"]);
  });

  test.each(workflows)("$file may only read, unless a job says more", ({ workflow }) => {
    expect(workflow.permissions).toEqual({ contents: "read" });
  });

  test.each(jobs)("$title needs existing jobs, and has a time limit", ({ job, workflow }) => {
    expect(Object.keys(workflow.jobs)).toEqual(expect.arrayContaining([job.needs ?? []].flat()));
    if (job.uses === undefined) expect(job["timeout-minutes"]).toBeLessThanOrEqual(60);
    else expect(existsSync(job.uses)).toBe(true);
  });

  test("actions are pinned to a commit, with its version beside it, one for each action", () => {
    const all = workflows.flatMap(({ text }) => text.match(/uses: (?!\.\/).*$/gm) ?? []);
    const own = all.filter((line) => line.startsWith("uses: langgraph-crons/"));
    const uses = all.filter((line) => !own.includes(line));
    // No commit can name itself.
    expect(new Set(own)).toEqual(new Set([`uses: langgraph-crons/langgraph-crons@v${manifest.version}`]));
    expect(uses.filter((line) => !/^uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
    const actions = new Set(uses.map((line) => line.split("@")[0]));
    expect(new Set(uses).size).toBe(actions.size);
  });

  test("they run existing scripts and stages", () => {
    expect(inRuns(/\bnode "?(?:\$GITHUB_ACTION_PATH\/)?([\w/.-]+\.mjs)/g).filter((file) => !existsSync(file))).toEqual(
      [],
    );
    expect(inRuns(/\bnpm run ([\w:]+)/g).filter((name) => !Object.hasOwn(manifest.scripts, name))).toEqual([]);
    const named = inRuns(/\bnpm test -- ([\w ]+)/g).flatMap((names) => names.trim().split(" "));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !stages.some((stage) => stage.name === name))).toEqual([]);
  });

  test("no run for a pull request of strangers gets the repository's keys", () => {
    const names = [...workflows.map(({ text }) => text), textOf("action.yml")].join();
    expect(names).not.toContain("pull_request_target");
  });

  test("no text from outside gets into a shell", () => {
    const inserted = inRuns(/\$\{\{\s*([^}]+?)\s*\}\}/g);
    expect(inserted.filter((expression) => !expression.startsWith("matrix."))).toEqual([]);
  });

  test("a job with an identity or write access builds nothing", () => {
    const strong = jobs.filter(({ job }) => Object.values(job.permissions ?? {}).includes("write"));
    const publishing = strong.filter(({ job }) =>
      ["contents", "id-token"].some((name) => job.permissions?.[name] === "write"),
    );
    expect(publishing.length).toBeGreaterThan(0);
    const used = publishing.flatMap(({ job }) => (job.steps ?? []).map(({ uses, run }) => `${uses} ${run}`));
    expect(used.filter((each) => /actions\/checkout|npm (ci|install|run|test)/.test(each))).toEqual([]);
  });

  test("the publishing tool's version is the packing one's", () => {
    expect(inRuns(/@vscode\/vsce@(\S+)/g)).toEqual([manifest.devDependencies["@vscode/vsce"]]);
  });

  test("what is published is in the workflow's only artifact, and built by npm run package", () => {
    const packed = manifest.scripts.package.split(" && ");
    expect(packed).toEqual(["npm run build", "npm pack ./dist/cli", expect.stringContaining("vsce package")]);
    const published = inRuns(/(\*\.\w+)/g);
    expect([...new Set(published)].sort()).toEqual(["*.tgz", "*.vsix"]);
  });

  test("Node is of one major version everywhere", () => {
    const wanted = /wantedMajor = (\d+)/.exec(textOf("scripts/setup/node.mjs"))?.[1];
    expect(textOf(".nvmrc").trim()).toBe(wanted);
    const named = steps.flatMap((step) => step.with?.["node-version"] ?? []);
    expect(named.filter((version) => String(version) !== wanted)).toEqual([]);
  });
});

interface FormField {
  readonly type: string;
  readonly id: string;
  readonly attributes: { readonly label: string };
  readonly validations?: { readonly required?: boolean };
}

describe("issues", () => {
  const forms = globSync(".github/ISSUE_TEMPLATE/*.yml").filter((file) => !file.endsWith("config.yml"));
  const fieldsOf = (file: string): readonly FormField[] => (load(textOf(file)) as { body: readonly FormField[] }).body;

  test.each(forms)("%s is a form with a name for each field", (file) => {
    const fields = fieldsOf(file);
    expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length);
    for (const { type, attributes } of fields) {
      expect(["textarea", "input", "dropdown", "checkboxes"]).toContain(type);
      expect(attributes.label).not.toBe("");
    }
  });

  test("a bug report has the versions of everything involved", () => {
    const required = fieldsOf(".github/ISSUE_TEMPLATE/bug.yml").filter(({ validations }) => validations?.required);
    expect(required.map(({ id }) => id)).toEqual(expect.arrayContaining(["extension", "vscode", "server"]));
  });
});

test("somebody is asked to review each file", () => {
  const owners = textOf(".github/CODEOWNERS")
    .split("\n")
    .filter((line) => /^[^#]/.test(line));
  expect(owners).toEqual([expect.stringMatching(/^\* @[\w-]+\/[\w-]+$/)]);
});

test("dependabot looks after npm, actions and pip, where there is something to look after", () => {
  const { version, updates } = load(textOf(".github/dependabot.yml")) as {
    readonly version: number;
    readonly updates: readonly { readonly "package-ecosystem": string; readonly directory: string }[];
  };
  expect(version).toBe(2);
  const files = { npm: "package.json", "github-actions": ".github/workflows", pip: "*requirements.txt" };
  expect(updates.map((update) => update["package-ecosystem"])).toEqual(Object.keys(files));
  for (const { "package-ecosystem": ecosystem, directory } of updates) {
    expect(globSync(`.${directory}/${files[ecosystem as keyof typeof files]}`)).not.toEqual([]);
  }
});
