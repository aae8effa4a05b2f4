import { homedir } from "node:os";
import { join } from "node:path";

/** Where the journal of submits is kept: `%LOCALAPPDATA%`, `$XDG_STATE_HOME` or `~/.local/state`. */
export function stateFolder(env: Readonly<Record<string, string | undefined>>): string {
  const base = env.LOCALAPPDATA || env.XDG_STATE_HOME || join(homedir(), ".local", "state");
  return join(base, "langgraph-crons", "submissions");
}
