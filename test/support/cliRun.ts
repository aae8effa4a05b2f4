import { runCli } from "../../src/cli/runCli";
import type { Clock } from "../../src/core/base/clock";

/** A clock on which each wait ends at once, with the time moved forward. */
function hurriedClock(): Clock {
  let waited = 0;
  return {
    now: () => Date.now() + waited,
    sleep: async (milliseconds) => {
      waited += milliseconds;
    },
  };
}

/** Runs the command line in this process, with only the files that the test provides. */
export async function cliRun(
  args: readonly string[],
  {
    clock = hurriedClock(),
    env = {},
    files = {},
    typed,
  }: {
    readonly clock?: Clock;
    readonly env?: Readonly<Record<string, string>>;
    readonly files?: Readonly<Record<string, unknown>>;
    /** The lines that a person at a terminal types; absent: nobody sits there. */
    readonly typed?: readonly string[];
  },
) {
  const out: string[] = [];
  const err: string[] = [];
  const written: (readonly [path: string, text: string])[] = [];
  const appended: (readonly [path: string, text: string])[] = [];
  const code = await runCli(args, {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    isOutputClosed: () => false,
    readFile: async (path) => {
      const file = files[path.replace(/^\/here\//, "")];
      if (file === undefined) throw Object.assign(new Error("no such file"), { code: "ENOENT" });
      return new TextEncoder().encode(JSON.stringify(file, null, 1));
    },
    readFolder: async (path) => {
      const entries = Object.keys(files).map((name) => ({ name, kind: "file" }) as const);
      return path === "." ? entries : undefined;
    },
    appendFile: async (path, text) => void appended.push([path, text]),
    writeFile: async (path, text) => void written.push([path, text]),
    realPath: async (path) => `/here/${path}`.replace(/\/\.?$/, ""),
    isInteractive: typed !== undefined,
    stdin: async function* () {
      yield* typed ?? [];
    },
    env,
    clock,
  });
  return {
    code,
    out,
    err,
    ...(appended.length === 0 ? {} : { appended }),
    ...(written.length === 0 ? {} : { written }),
  };
}
