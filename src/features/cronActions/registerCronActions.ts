import * as vscode from "vscode";
import type { App } from "../../platform/app/app";
import type { CronForms } from "../../platform/app/cronForms";
import { lazily } from "../../platform/host/lazily";
import type { PickServices } from "./chosenCrons";
import type { CronTasks } from "./cronTasks";

type TaskName = Exclude<keyof CronTasks, "dispose">;

/** Commands on crons and threads. */
export function registerCronActions(
  app: App,
  services: PickServices & { readonly forms: CronForms },
  load: () => Promise<typeof CronTasks>,
): vscode.Disposable {
  const tasks = lazily(async () => app.own(new (await load())(services, app.context.globalState)));
  const run =
    <Name extends TaskName>(name: Name) =>
    async (...given: Parameters<CronTasks[Name]>): Promise<void> => {
      const loaded = await tasks();
      const task = loaded[name] as (...given: Parameters<CronTasks[Name]>) => Promise<void>;
      return task.apply(loaded, given);
    };
  return vscode.Disposable.from(
    app.command("langgraphCrons.cron.copyId", run("copyCronId")),
    app.command("langgraphCrons.cron.delete", run("delete")),
    app.command("langgraphCrons.cron.undoDelete", run("undoDelete")),
    app.command("langgraphCrons.cron.pause", run("pause")),
    app.command("langgraphCrons.cron.resume", run("resume")),
    app.command("langgraphCrons.cron.resumeAndRun", run("resumeAndRun")),
    app.command("langgraphCrons.cron.runNow", run("runNow")),
    app.command("langgraphCrons.cron.cancelRuns", run("cancelRuns")),
    app.command("langgraphCrons.cron.deleteThreads", run("deleteThreads")),
    app.command("langgraphCrons.cron.open", run("open")),
    app.command("langgraphCrons.cron.edit", run("edit")),
    app.command("langgraphCrons.cron.propose", run("propose")),
    app.command("langgraphCrons.cron.duplicate", run("duplicate")),
    app.command("langgraphCrons.cron.saveTemplate", run("saveTemplate")),
    app.command("langgraphCrons.cron.move", run("move")),
    app.command("langgraphCrons.cron.changeEnd", run("changeEnd")),
    app.command("langgraphCrons.cron.export", run("export")),
    app.command("langgraphCrons.cron.copyRequest", run("copyRequest")),
    app.command("langgraphCrons.request.offer", run("offerRequest")),
    app.command("langgraphCrons.connection.pauseAll", run("pauseAll")),
    app.command("langgraphCrons.connection.resumePaused", run("resumePaused")),
    app.command("langgraphCrons.connection.exportAll", run("exportAll")),
    app.command("langgraphCrons.thread.create", run("createThread")),
    app.command("langgraphCrons.thread.copyId", run("copyThreadId")),
  );
}
