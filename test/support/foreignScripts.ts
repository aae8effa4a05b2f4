import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { javaScriptSdkFolder } from "../../scripts/setup/javaScriptSdk.mjs";
import { inProject } from "./paths";
import { agentServerPython } from "./python";

/** A script, and the environment variables that it finds. */
export interface ForeignScript {
  readonly text: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** Asks a program that runs one text after the other; returns what went wrong. */
async function runAll(program: readonly [string, ...string[]], questions: readonly object[]): Promise<string> {
  const [command, ...args] = program;
  // Neither SDK may send a key that it finds, where ours sends none.
  const env = { PATH: process.env.PATH ?? "", LANGSMITH_API_KEY: "must not be sent" };
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"], env });
  child.stdin.end(questions.map((question) => `${JSON.stringify(question)}\n`).join(""));
  const answers = (await text(child.stdout)).trimEnd().split("\n");
  return answers
    .map((answer): unknown => JSON.parse(answer))
    .filter((each) => each !== "")
    .join("\n");
}

/** Runs Python scripts one after the other, with the SDK; returns what they raised. */
export function runPythonScripts(scripts: readonly ForeignScript[]): Promise<string> {
  const questions = scripts.map((script) => ({ script: script.text, variables: script.variables }));
  return runAll([agentServerPython(), inProject("test", "parity", "runScripts.py")], questions);
}

/**
 * Runs modules one after the other, with the SDK; returns what they threw. Node runs TypeScript as it is. The modules
 * stand where they find the SDK.
 */
export async function runModules(scripts: readonly ForeignScript[]): Promise<string> {
  const folder = await mkdtemp(join(javaScriptSdkFolder, "modules-"));
  const questions = scripts.map(({ variables }, index) => ({ module: join(folder, `${index}.mts`), variables }));
  for (const [index, { module }] of questions.entries()) await writeFile(module, scripts[index]?.text ?? "");
  const wrong = await runAll([process.execPath, inProject("test", "parity", "runModules.mjs")], questions);
  await rm(folder, { recursive: true });
  return wrong;
}
