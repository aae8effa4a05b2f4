import { environmentOf } from "./lib/npm.mjs";
import { projectFolder } from "./lib/paths.mjs";
import { runCommand } from "./lib/runCommand.mjs";
import { say } from "./lib/say.mjs";
import { SetupError } from "./lib/setupError.mjs";
import { tasks } from "./lib/tasks.mjs";
import { ensureTools } from "./setup/tools.mjs";

/** `node scripts/run.mjs <task> [arguments]`: does one task of `tasks.mjs` under the right Node. Arguments go to its last command. */
const main = async () => {
  const [name = "", ...args] = process.argv.slice(2);
  const task = tasks[name];
  if (task === undefined) {
    say(`Usage: node scripts/run.mjs ${Object.keys(tasks).join(" | ")}`);
    return 2;
  }
  const node = await ensureTools();
  await task.prepare?.(node);
  for (const command of task.commands) {
    const { code } = await runCommand(node, [...command, ...(command === task.commands.at(-1) ? args : [])], {
      cwd: projectFolder,
      env: environmentOf(node),
      visible: true,
    });
    if (code !== 0) return code;
  }
  return 0;
};

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  say(error.message);
  process.exitCode = 1;
}
