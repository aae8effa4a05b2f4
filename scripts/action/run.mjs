import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { commandOf } from "./commandOf.mjs";

/** Called by `action.yml`: runs the command line, which the step before has installed, with the action's inputs. */
try {
  const program = join(process.env.CLI_FOLDER ?? "", "node_modules", "langgraph-crons", "cli.js");
  const { status } = spawnSync(process.execPath, [program, ...commandOf(process.env)], { stdio: "inherit" });
  process.exitCode = status ?? 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 2;
}
