import * as vscode from "vscode";
import type { App } from "../../platform/app/app";
import type { CronForms } from "../../platform/app/cronForms";
import { lazily } from "../../platform/host/lazily";
import type { PickServices } from "./chosenCrons";
import type { CronTasks } from "./cronTasks";

/** Commands on crons and threads. */
export function registerCronActions(
  app: App,
  services: PickServices & { readonly forms: CronForms },
  load: () => Promise<typeof CronTasks>,
): vscode.Disposable {
  const tasks = lazily(async () => app.own(new (await load())(services, app.context.globalState)));
  return vscode.Disposable.from(
    app.command("langgraphCrons.cron.copyId", async (...given) => (await tasks()).copyCronId(...given)),
    app.command("langgraphCrons.cron.delete", async (...given) => (await tasks()).delete(...given)),
    app.command("langgraphCrons.cron.undoDelete", async () => (await tasks()).undoDelete()),
    app.command("langgraphCrons.cron.pause", async (...given) => (await tasks()).pause(...given)),
    app.command("langgraphCrons.cron.resume", async (...given) => (await tasks()).resume("onSchedule", ...given)),
    app.command("langgraphCrons.cron.resumeAndRun", async (...given) => (await tasks()).resume("withRun", ...given)),
    app.command("langgraphCrons.cron.runNow", async (...given) => (await tasks()).runNow(...given)),
    app.command("langgraphCrons.cron.duplicate", async (...given) => (await tasks()).duplicate(...given)),
    app.command("langgraphCrons.cron.move", async (...given) => (await tasks()).move(...given)),
    app.command("langgraphCrons.cron.changeEnd", async (...given) => (await tasks()).changeEnd(...given)),
    app.command("langgraphCrons.cron.export", async (...given) => (await tasks()).export(...given)),
    app.command("langgraphCrons.connection.pauseAll", async (node) => (await tasks()).pauseAll(node)),
    app.command("langgraphCrons.connection.resumePaused", async (node) => (await tasks()).resumePaused(node)),
    app.command("langgraphCrons.connection.exportAll", async (node) => (await tasks()).exportAll(node)),
    app.command("langgraphCrons.thread.create", async (node) => (await tasks()).createThread(node)),
    app.command("langgraphCrons.thread.copyId", async (node) => (await tasks()).copyThreadId(node)),
  );
}
