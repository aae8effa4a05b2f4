import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { bundleProgram } from "../../scripts/lib/bundleProgram.mjs";

export interface EndedProcess {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface CliProcessOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Closes the reading end of its output after the first chunk, as `| head -1` does. */
  readonly closesOutput?: boolean;
  readonly input?: string;
}

/** Bundles the command line from the sources; returns a function that runs it in a separate process. */
export async function cliProcess(): Promise<
  (args: readonly string[], options: CliProcessOptions) => Promise<EndedProcess>
> {
  const program = fileURLToPath(await bundleProgram("src/cli.ts"));
  return (args, { closesOutput, cwd, env, input }) =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [program, ...args], {
        cwd,
        env: { PATH: process.env.PATH, XDG_STATE_HOME: cwd, ...env },
      });
      const out: string[] = [];
      const err: string[] = [];
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        out.push(text);
        if (closesOutput === true) child.stdout.destroy();
      });
      child.stderr.setEncoding("utf8").on("data", (text: string) => err.push(text));
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, out: out.join(""), err: err.join("") }));
      child.stdin.end(input);
    });
}
