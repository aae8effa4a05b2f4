import { runCli } from "../../src/cli/runCli";
import type { Clock } from "../../src/core/base/clock";
import type { FolderEntry } from "../../src/core/specFile/filesBelow";

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
    /** What JSON each has, or its bytes. */
    readonly files?: Readonly<Record<string, unknown>>;
    /** The lines that a person at a terminal types; absent: nobody sits there. */
    readonly typed?: readonly string[];
  },
) {
  const out: string[] = [];
  const err: string[] = [];
  const written: (readonly [path: string, text: string])[] = [];
  const created: string[] = [];
  const appended: (readonly [path: string, text: string])[] = [];
  const code = await runCli(args, {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    isOutputClosed: () => false,
    onInterrupt: () => () => undefined,
    readFile: async (path) => {
      const file = files[path.replace(/^\/here\//, "")];
      if (file === undefined) throw Object.assign(new Error("no such file"), { code: "ENOENT" });
      if (file instanceof Uint8Array) return file;
      return new TextEncoder().encode(JSON.stringify(file, null, 1));
    },
    readFolder: async (path) => entriesIn(path, Object.keys(files)),
    createFolder: async (path) => void created.push(path),
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
    ...(created.length === 0 ? {} : { created }),
  };
}

/** What is in a folder, by the paths of all files; undefined if there is no such folder. */
function entriesIn(path: string, files: readonly string[]): readonly FolderEntry[] | undefined {
  const folder = path.replace(/^\/here(?=$|\/)\/?/, "").replace(/^\.$/, "");
  const inside = files.filter((file) => folder === "" || file.startsWith(`${folder}/`));
  if (inside.length === 0 && folder !== "") return undefined;
  const names = inside.map((file) => file.slice(folder === "" ? 0 : folder.length + 1));
  const folders = new Set(names.filter((name) => name.includes("/")).map((name) => name.replace(/\/.*/, "")));
  return [
    ...names.filter((name) => !name.includes("/")).map((name) => ({ name, kind: "file" }) as const),
    ...[...folders].map((name) => ({ name, kind: "folder" }) as const),
  ];
}
