import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { JsonValue } from "../../../src/core/base/json";
import { inProject } from "../../support/paths";
import { agentServerPython } from "../../support/python";

/**
 * Asks the official Python SDK (sdk.py), one answer for each question; one process for all of them. `program`: a Python
 * that has the SDK.
 */
export async function askSdk(
  questions: readonly JsonValue[],
  program: string = agentServerPython(),
): Promise<readonly unknown[]> {
  const python = spawn(program, [inProject("test", "contract", "arguments", "sdk.py")], {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, LANGGRAPH_API_KEY: "" },
  });
  const errors: string[] = [];
  python.stderr.setEncoding("utf8").on("data", (text: string) => errors.push(text));
  python.stdin.on("error", () => undefined);
  python.stdin.end(questions.map((question) => `${JSON.stringify(question)}\n`).join(""));
  const answers: unknown[] = [];
  for await (const line of createInterface({ input: python.stdout })) answers.push(JSON.parse(line));
  if (answers.length !== questions.length) throw new Error(`The SDK gave up: ${errors.join("").slice(-2000)}`);
  return answers;
}
