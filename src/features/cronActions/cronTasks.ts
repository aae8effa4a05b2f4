import * as vscode from "vscode";
import type { RawArguments } from "../../core/arguments/cronArguments";
import { runCommand } from "../../platform/app/app";
import type { CronTarget } from "../../platform/app/editorCommands";
import type { RequestSubject } from "../../platform/app/requestSubject";
import type { TreeNode } from "../../platform/app/treeNode";
import { askConnection } from "../../platform/ask/askConnection";
import { withViewProgress } from "../../platform/host/progress";
import { requireTrust } from "../../platform/host/trust";
import type { Connection } from "../../platform/servers/connections/connection";
import { type CronRef, refOf } from "../../platform/servers/cronRef";
import { cancelCronRuns } from "./cancelCronRuns";
import { changeEnd } from "./changeEnd";
import { chooseCrons } from "./chooseCrons";
import type { ChosenCrons, CronParts, CronQuestion } from "./chosenCrons";
import { copyRequest } from "./copyRequest";
import { deleteCrons } from "./deleteCrons";
import { DeletedCrons } from "./deletedCrons";
import { deleteThreads } from "./deleteThreads";
import { duplicateCron } from "./duplicateCron";
import { editCron } from "./editCron";
import { exportAll } from "./exportAll";
import { exportToFile } from "./exportToFile";
import { moveCrons } from "./moveCrons";
import { offerRequest } from "./offerRequest";
import { pauseAll, pauseCrons } from "./pauseCrons";
import { type KeptState, PausedTogether } from "./pausedTogether";
import { pickThread } from "./pickThread";
import { type Resuming, resumeCrons } from "./resumeCrons";
import { resumePaused } from "./resumePaused";
import { runCronNow } from "./runCronNow";
import { saveTemplate } from "./saveTemplate";
import { undoLastDelete } from "./undoDelete";

type Given = Omit<CronParts, "deleted" | "pausedTogether">;
/** One of them: a command's argument and the tree's selected rows. */
type Target = readonly [target?: CronTarget, rows?: readonly TreeNode[]];

/** What the commands on crons and threads do. Loaded with the first one. */
export class CronTasks implements vscode.Disposable {
  private readonly parts: CronParts;
  private readonly listener: vscode.Disposable;

  constructor(given: Given, state: KeptState) {
    this.parts = { ...given, deleted: new DeletedCrons(), pausedTogether: new PausedTogether(state) };
    this.listener = given.connections.onDidChange(() => void this.forgetRemoved());
    void this.forgetRemoved();
  }

  dispose(): void {
    this.listener.dispose();
  }

  async copyCronId(...[target]: Target): Promise<void> {
    const chosen = await this.one(target, vscode.l10n.t("Copy the id of which cron?"));
    await copy(chosen?.crons[0]?.cron_id);
  }

  async copyThreadId(node: TreeNode | undefined): Promise<void> {
    requireTrust();
    const near = node ?? this.parts.selection()[0];
    const placeHolder = vscode.l10n.t("Copy the id of which thread?");
    await copy(threadIdOf(node) ?? (await pickThread(this.parts, near, placeHolder)));
  }

  async createThread(node: TreeNode | undefined): Promise<void> {
    const connection = await this.connection(node, vscode.l10n.t("Create a thread on which server?"));
    if (connection === undefined) return;
    await withViewProgress(async () => (await this.parts.servers.server(connection)).createThread());
    await runCommand("langgraphCrons.explorer.refresh", { kind: "connection", connection });
  }

  async pause(...target: Target): Promise<void> {
    const suits: CronQuestion["suits"] = ({ enabled }) => enabled;
    const placeHolder = vscode.l10n.t("Pause which crons?");
    for (const chosen of await this.several(target, placeHolder, suits)) await pauseCrons(this.parts, chosen);
  }

  resume(...target: Target): Promise<void> {
    return this.resumeAs("onSchedule", target);
  }

  resumeAndRun(...target: Target): Promise<void> {
    return this.resumeAs("withRun", target);
  }

  private async resumeAs(how: Resuming, target: Target): Promise<void> {
    const suits: CronQuestion["suits"] = ({ enabled }) => !enabled;
    const placeHolder = vscode.l10n.t("Resume which crons?");
    for (const chosen of await this.several(target, placeHolder, suits)) await resumeCrons(this.parts, chosen, how);
  }

  async pauseAll(node: TreeNode | undefined): Promise<void> {
    const connection = await this.connection(node, vscode.l10n.t("Pause all crons of which server?"));
    if (connection !== undefined) await pauseAll(this.parts, connection);
  }

  async resumePaused(node: TreeNode | undefined): Promise<void> {
    const connection = await this.connection(node, vscode.l10n.t("Resume crons of which server?"));
    if (connection !== undefined) await resumePaused(this.parts, connection);
  }

  async runNow(...[target]: Target): Promise<void> {
    const chosen = await this.one(target, vscode.l10n.t("Run which cron now?"));
    if (chosen !== undefined) await runCronNow(this.parts, chosen);
  }

  async cancelRuns(...target: Target): Promise<void> {
    const placeHolder = vscode.l10n.t("Cancel what waits and runs of which crons?");
    for (const chosen of await this.several(target, placeHolder)) await cancelCronRuns(this.parts, chosen);
  }

  async deleteThreads(...[target]: Target): Promise<void> {
    const suits: CronQuestion["suits"] = ({ thread_id }) => thread_id === null;
    const placeHolder = vscode.l10n.t("Delete kept threads of which cron?");
    const [chosen] = await chooseCrons(this.parts, target, undefined, { placeHolder, suits });
    if (chosen !== undefined) await deleteThreads(this.parts, chosen);
  }

  async open(...[target]: Target): Promise<void> {
    const chosen = await this.one(target, vscode.l10n.t("Open the page of which cron?"));
    const [cron] = chosen?.crons ?? [];
    if (chosen !== undefined && cron !== undefined) {
      await runCommand("langgraphCrons.cron.page", refOf(chosen.connection, cron), "stay");
    }
  }

  async edit(...[target]: Target): Promise<void> {
    const chosen = await this.one(target, vscode.l10n.t("Edit which cron?"));
    if (chosen !== undefined) await editCron(this.parts, chosen);
  }

  async propose(cron: CronRef, change: RawArguments): Promise<void> {
    const [chosen] = await chooseCrons(this.parts, cron, undefined, { placeHolder: "", suits: () => true });
    if (chosen !== undefined) await editCron(this.parts, chosen, change);
  }

  async duplicate(...[target]: Target): Promise<void> {
    const chosen = await this.one(target, vscode.l10n.t("Duplicate which cron?"));
    if (chosen !== undefined) await duplicateCron(this.parts, chosen);
  }

  async saveTemplate(...[target]: Target): Promise<void> {
    const chosen = await this.one(target, vscode.l10n.t("Save which cron as a template?"));
    if (chosen !== undefined) await saveTemplate(this.parts, chosen);
  }

  async move(...target: Target): Promise<void> {
    for (const chosen of await this.several(target, vscode.l10n.t("Move which crons?"))) {
      await moveCrons(this.parts, chosen);
    }
  }

  async changeEnd(...target: Target): Promise<void> {
    for (const chosen of await this.several(target, vscode.l10n.t("Change the end of which crons?"))) {
      await changeEnd(this.parts, chosen);
    }
  }

  async export(...[target]: Target): Promise<void> {
    const chosen = await this.one(target, vscode.l10n.t("Export which cron?"));
    if (chosen !== undefined) await exportToFile(this.parts, chosen);
  }

  async copyRequest(...[target]: Target): Promise<void> {
    const chosen = await this.one(target, vscode.l10n.t("Copy the request of which cron?"));
    if (chosen !== undefined) await copyRequest(this.parts, chosen);
  }

  offerRequest(subject: RequestSubject): Promise<void> {
    return offerRequest(this.parts.connections, subject);
  }

  async exportAll(node: TreeNode | undefined): Promise<void> {
    const connection = await this.connection(node, vscode.l10n.t("Export all crons of which server?"));
    if (connection !== undefined) await exportAll(this.parts, connection);
  }

  async delete(...target: Target): Promise<void> {
    for (const chosen of await this.several(target, vscode.l10n.t("Delete which crons?"))) {
      await deleteCrons(this.parts, chosen);
    }
  }

  async undoDelete(): Promise<void> {
    requireTrust();
    await undoLastDelete(this.parts);
  }

  private several(
    [target, rows]: Target,
    placeHolder: string,
    suits: CronQuestion["suits"] = () => true,
  ): Promise<readonly ChosenCrons[]> {
    return chooseCrons(this.parts, target, rows, { placeHolder, suits, several: true });
  }

  private async one(target: CronTarget | undefined, placeHolder: string): Promise<ChosenCrons | undefined> {
    const [chosen] = await chooseCrons(this.parts, target, undefined, { placeHolder, suits: () => true });
    return chosen;
  }

  /** The row's connection, or one that the user picks. */
  private async connection(node: TreeNode | undefined, placeHolder: string): Promise<Connection | undefined> {
    requireTrust();
    return askConnection(this.parts.connections, node, placeHolder);
  }

  private async forgetRemoved(): Promise<void> {
    const { connections, deleted, pausedTogether } = this.parts;
    const ids = connections.all().map(({ id }) => id);
    deleted.keepOnly(ids);
    await pausedTogether.keepOnly(ids);
  }
}

async function copy(id: string | undefined): Promise<void> {
  if (id !== undefined) {
    await vscode.env.clipboard.writeText(id);
    vscode.window.setStatusBarMessage(vscode.l10n.t("Copied {0}", id), 3_000);
  }
}

/** Of a thread's row, or of a cron's, which stands for its thread too. */
function threadIdOf(node: TreeNode | undefined): string | undefined {
  if (node?.kind === "thread") return node.thread.thread_id;
  return node?.kind === "cron" ? (node.cron.thread_id ?? undefined) : undefined;
}
