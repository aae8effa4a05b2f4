import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runInNewContext } from "node:vm";
import { load } from "js-yaml";
import { afterAll, beforeAll, expect, test } from "vitest";
import { agentServerUrl } from "../../support/agentServerUrl";
import { builtFile } from "../../support/builtFile";
import { type GithubServer, pullRequestRun, startGithubServer } from "../../support/githubServer";
import { projectFolder } from "../../support/paths";
import { openTestServer } from "../../support/testServer";

/** The steps of `action.yml` and of the workflow, run as GitHub's runner would, as far as they use it. */

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly "working-directory"?: string;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}
interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly if?: string; readonly steps: readonly Step[] }>>;
}
type Context = Readonly<Record<string, unknown>>;

const read = async (file: string) => load(await readFile(join(projectFolder, file), "utf8"));
const name = `action-${process.pid}-${Date.now()}`;
const spec = { name, thread_id: null, assistant_id: "report", schedule: "27 3 1 * *", input: { topic: "CI" } };
let action: Action;
let workflow: Workflow;
let github: GithubServer;
let folder: string;
/** Once is enough: the runs of this file share their folders. */
let isInstalled = false;

beforeAll(async () => {
  [action, workflow] = [(await read("action.yml")) as Action, (await read(".github/workflows/crons.yml")) as Workflow];
  github = await startGithubServer();
  folder = await mkdtemp(join(tmpdir(), "langgraph-crons-action-"));
  const environments = { production: { url: agentServerUrl(), apiKeyEnv: "LANGGRAPH_API_KEY", production: true } };
  await write("langgraph-crons.json", { environments });
  await write("crons/daily.cron.json", spec);
});
afterAll(async () => {
  const server = openTestServer(agentServerUrl(), 60_000);
  for (const cron of await server.searchCrons({ metadata: { langgraph_crons_name: name }, limit: 100, offset: 0 }))
    await server.deleteCron(cron.cron_id);
  await github.close();
  await rm(folder, { recursive: true, force: true });
});

async function write(path: string, value: unknown): Promise<void> {
  await mkdir(dirname(join(folder, "repository", path)), { recursive: true });
  await writeFile(join(folder, "repository", path), JSON.stringify(value, null, 1));
}

/** An expression's value; what is missing in it is empty. */
function resultOf(expression: string, context: Context): unknown {
  const format = (text: string, ...args: readonly unknown[]) =>
    text.replace(/\{(\d)\}/g, (_, at) => String(args[Number(at)]));
  // GitHub's names may have a dash, and what is not there has no error.
  const script = expression.replace(/\.([\w-]+)/g, '?.["$1"]');
  return runInNewContext(script, { ...context, format });
}

function filled(text: string, context: Context): string {
  return text.replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression) => String(resultOf(expression, context) ?? ""));
}

function allFilled(texts: Readonly<Record<string, string>> = {}, context: Context): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, filled(String(text), context)]));
}

interface Ended {
  readonly code: number;
  readonly text: string;
}

/** One step of the action after the other, up to the first that fails. */
async function runAction(
  given: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  const runner = { temp: join(folder, "temp") };
  const repository = join(folder, "repository");
  await mkdir(runner.temp, { recursive: true });
  const defaults = Object.entries(action.inputs).map(([key, input]) => [
    key,
    filled(input.default ?? "", { github: { token: env.GITHUB_TOKEN } }),
  ]);
  const inputs = { ...Object.fromEntries(defaults), package: dirname(builtFile("cli/cli.js")), ...given };
  let ended: Ended = { code: 0, text: "" };
  for (const step of action.runs.steps) {
    const isInstall = step["working-directory"] !== undefined;
    if (isInstall && isInstalled) continue;
    const context = { inputs, runner };
    const cwd = step["working-directory"] === undefined ? repository : filled(step["working-directory"], context);
    const own = { ...env, ...allFilled(step.env, context), GITHUB_ACTION_PATH: projectFolder, XDG_STATE_HOME: folder };
    const { code, text } = await bash(step.run ?? "", { cwd, env: own });
    ended = { code, text: ended.text + text };
    if (code !== 0) break;
    isInstalled = true;
  }
  return ended;
}

/** As `shell: bash` does it. */
function bash(
  script: string,
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<Ended> {
  expect(script).not.toContain("${{");
  return new Promise((resolve, reject) => {
    const path = `${dirname(process.execPath)}:${process.env.PATH}`;
    const options = { cwd, env: { HOME: folder, ...env, PATH: path } };
    const child = spawn("bash", ["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script], options);
    let text = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (part) => (text += part));
    child.on("error", reject).on("close", (code) => resolve({ code: code ?? 1, text }));
  });
}

/** The jobs of the workflow that run for an event, with their steps that call the action. */
async function runWorkflow(event: "pull_request" | "push", { fork = false, run = 100 } = {}) {
  const { env, event: payload } = pullRequestRun(github, { fork, run });
  await write("../event.json", event === "push" ? {} : payload);
  const variables = {
    ...env,
    GITHUB_EVENT_NAME: event,
    GITHUB_EVENT_PATH: join(folder, "event.json"),
    GITHUB_STEP_SUMMARY: join(folder, "summary.md"),
  };
  const told = { ...payload, repository: { default_branch: "main" } };
  const context = {
    github: {
      event_name: event,
      event: told,
      repository: env.GITHUB_REPOSITORY,
      actor: "somebody",
      ref: "refs/heads/main",
    },
    inputs: { environment: "production", approval: "production", paths: "crons" },
    secrets: fork ? {} : { LANGGRAPH_API_KEY: "the-key-of-a-test" },
  };
  const ended: Record<string, Ended> = {};
  for (const [job, { if: condition = "true", steps }] of Object.entries(workflow.jobs)) {
    const isAfterPreview = job === "apply" && ended.preview === undefined;
    if (isAfterPreview || resultOf(condition, context) !== true) continue;
    const [step] = steps.filter(({ uses }) => uses?.startsWith("langgraph-crons/langgraph-crons@"));
    if (step === undefined) throw new Error(`${job} does not call the action`);
    ended[job] = await runAction(allFilled(step.with, context), { ...variables, ...allFilled(step.env, context) });
  }
  return ended;
}

test("a pull request gets its comment, a fork only the check, and a merge what was planned", async () => {
  const first = await runWorkflow("pull_request");
  expect(first).toMatchObject({
    check: { code: 0, text: expect.stringMatching(/1 checked: 0 errors/) },
    plan: { code: 0 },
  });
  expect(Object.keys(first)).toEqual(["check", "plan"]);
  expect(github.comments.map(({ body }) => body)).toEqual([
    expect.stringMatching(new RegExp(`\\| \`${name}\` \\| create \\|`)),
  ]);

  const ofFork = await runWorkflow("pull_request", { fork: true });
  expect([Object.keys(ofFork), ofFork.check?.code]).toEqual([["check"], 0]);

  const merged = await runWorkflow("push");
  expect(Object.entries(merged).map(([job, { code }]) => [job, code])).toEqual([
    ["check", 0],
    ["preview", 0],
    ["apply", 0],
  ]);
  expect(merged.apply?.text).toMatch(new RegExp(`^${name}: created `, "m"));
  expect(await readFile(join(folder, "summary.md"), "utf8")).toContain(`Applied to \`production`);

  await runWorkflow("pull_request", { run: 101 });
  expect(github.comments.map(({ body }) => body)).toEqual([expect.stringContaining(": 1 unchanged.")]);
  const texts = [first, ofFork, merged].flatMap((jobs) => Object.values(jobs).map(({ text }) => text));
  expect(texts.join()).not.toMatch(/the-key-of-a-test|ghs_of-the-test/);
});

test("inputs are no shell text, and what is wrong in them is told", async () => {
  const { env } = pullRequestRun(github);
  const hostile = '$(touch owned); `touch owned`\n"; touch owned; "\n--yes';
  const { code, text } = await runAction({ command: "check", paths: hostile }, env);
  expect([code, text]).toEqual([2, expect.stringContaining("--yes: can't be read (ENOENT)")]);
  await expect(readFile(join(folder, "repository", "owned"))).rejects.toThrow("ENOENT");
  const wrong = await runAction({ command: "delete" }, env);
  expect([wrong.code, wrong.text]).toEqual([2, expect.stringContaining("check, plan, apply, not “delete”")]);
});
