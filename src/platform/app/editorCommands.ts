import type { Uri } from "vscode";
import type { RawArguments } from "../../core/arguments/cronArguments";
import type { CronRef } from "../servers/cronRef";
import type { RunRef } from "../servers/runRef";
import type { EnvironmentRef, FileNode } from "./fileNode";
import type { PageOpening } from "./pageOpening";
import type { RequestSubject } from "./requestSubject";
import type { TreeNode } from "./treeNode";

/** A menu passes a row of the tree; all other callers pass a reference. */
export type CronTarget = TreeNode | CronRef;

/** `name`: of its spec, if it has one. `before`: the schedule that the server has. */
export interface ScheduleProposal {
  readonly name: string | undefined;
  readonly before: string;
  readonly schedule: string;
}

/**
 * What is planned: a folder, a spec file or the file of its environments; all of the workspace for a connection; or just
 * what the other features say, where `places` are the addresses of folders and files.
 */
export type PlanTarget = Uri | TreeNode | PlanSubject;

/** Which specs are compared with which server. */
export interface PlanSubject {
  readonly connectionId: string;
  /** Folders and spec files, by their addresses; none: all of the workspace. */
  readonly places: readonly string[];
  /** Absent: the specs as they are written. */
  readonly environment?: EnvironmentRef;
  /** The address of a file with a plan: exactly that is applied. Absent: what the files say. */
  readonly saved?: string;
}

/** What a click on a row does. */
export type RowCommand = "langgraphCrons.cron.page" | "langgraphCrons.run.open" | "langgraphCrons.explorer.loadMore";

/**
 * Every command and its arguments. A menu passes the node or the file; the palette passes nothing, and the command then
 * asks.
 */
export interface EditorCommands {
  /** What needs attention on all connections. */
  "langgraphCrons.attention.show": () => Promise<void>;
  /** For the other features, not for menus: the run that shows what is wrong with a cron, or its page. */
  "langgraphCrons.attention.open": (cron: CronRef) => Promise<void>;
  /** What a cron, or all of a connection, costs. */
  "langgraphCrons.cost.open": (target?: CronTarget) => Promise<void>;
  /** Why a cron does not run, or any of a connection. */
  "langgraphCrons.doctor.open": (target?: CronTarget) => Promise<void>;
  "langgraphCrons.connection.add": () => Promise<void>;
  "langgraphCrons.connection.edit": (node?: TreeNode) => Promise<void>;
  "langgraphCrons.connection.test": (node?: TreeNode) => Promise<void>;
  "langgraphCrons.connection.choose": (node?: TreeNode) => Promise<void>;
  "langgraphCrons.connection.remove": (node?: TreeNode) => Promise<void>;
  "langgraphCrons.connection.pauseAll": (node?: TreeNode) => Promise<void>;
  /** Resumes just those that were paused together. */
  "langgraphCrons.connection.resumePaused": (node?: TreeNode) => Promise<void>;
  "langgraphCrons.connection.exportAll": (node?: TreeNode) => Promise<void>;
  "langgraphCrons.explorer.refresh": (node?: TreeNode) => Promise<void>;
  /** A keybinding can pass the text; otherwise the user is asked. */
  "langgraphCrons.explorer.search": (text?: string) => Promise<void>;
  "langgraphCrons.explorer.clearSearch": () => Promise<void>;
  /** Live updates also while the view is hidden, or only while somebody looks. */
  "langgraphCrons.explorer.keepWatching": () => Promise<void>;
  "langgraphCrons.explorer.stopWatching": () => Promise<void>;
  /** Whether threads without crons are shown. */
  "langgraphCrons.explorer.showOtherThreads": () => Promise<void>;
  "langgraphCrons.explorer.hideOtherThreads": () => Promise<void>;
  "langgraphCrons.explorer.filter": () => Promise<void>;
  "langgraphCrons.explorer.clearFilters": () => Promise<void>;
  /** Asks by what. */
  "langgraphCrons.explorer.groupBy": () => Promise<void>;
  /** For the view's menu, where an entry can't have a mark: of each there is one more that has it. */
  "langgraphCrons.groupBy.thread": () => Promise<void>;
  "langgraphCrons.groupBy.threadChosen": () => Promise<void>;
  "langgraphCrons.groupBy.assistant": () => Promise<void>;
  "langgraphCrons.groupBy.assistantChosen": () => Promise<void>;
  "langgraphCrons.groupBy.nextRun": () => Promise<void>;
  "langgraphCrons.groupBy.nextRunChosen": () => Promise<void>;
  "langgraphCrons.groupBy.health": () => Promise<void>;
  "langgraphCrons.groupBy.healthChosen": () => Promise<void>;
  "langgraphCrons.groupBy.flat": () => Promise<void>;
  "langgraphCrons.groupBy.flatChosen": () => Promise<void>;
  "langgraphCrons.explorer.loadMore": (node?: TreeNode) => Promise<void>;
  /** For the tree: what a click on a row does, unless the row is only selected for another command. */
  "langgraphCrons.explorer.press": (command: RowCommand, node: TreeNode) => Promise<void>;
  /** For the keyboard: deletes what is selected in the tree. */
  "langgraphCrons.explorer.deleteSelected": () => Promise<void>;
  /** For the keyboard: what a click does, with the focus in the page. */
  "langgraphCrons.explorer.open": () => Promise<void>;
  /** For the other features, not for menus: selects the cron in the tree. */
  "langgraphCrons.explorer.reveal": (cron: CronRef) => Promise<void>;
  "langgraphCrons.thread.create": (node?: TreeNode) => Promise<void>;
  "langgraphCrons.thread.copyId": (node?: TreeNode) => Promise<void>;
  "langgraphCrons.cron.create": (node?: TreeNode) => Promise<void>;
  /** In the box at the top, without a form. */
  "langgraphCrons.cron.createQuick": (node?: TreeNode) => Promise<void>;
  "langgraphCrons.cron.open": (target?: CronTarget) => Promise<void>;
  "langgraphCrons.cron.edit": (target?: CronTarget) => Promise<void>;
  /** For the other features, not for menus: its form with other arguments, which nobody has submitted yet. */
  "langgraphCrons.cron.propose": (cron: CronRef, change: RawArguments) => Promise<void>;
  /** For the tree and other features, not for menus: its page. */
  "langgraphCrons.cron.page": (target: CronTarget, opening?: PageOpening) => Promise<void>;
  "langgraphCrons.cron.copyId": (target?: CronTarget) => Promise<void>;
  "langgraphCrons.cron.pause": (target?: CronTarget, rows?: readonly TreeNode[]) => Promise<void>;
  "langgraphCrons.cron.resume": (target?: CronTarget, rows?: readonly TreeNode[]) => Promise<void>;
  /** Resumes, and starts one run of each at once, in place of what was missed. */
  "langgraphCrons.cron.resumeAndRun": (target?: CronTarget, rows?: readonly TreeNode[]) => Promise<void>;
  "langgraphCrons.cron.runNow": (target?: CronTarget) => Promise<void>;
  /** Cancels what waits and what runs. */
  "langgraphCrons.cron.cancelRuns": (target?: CronTarget, rows?: readonly TreeNode[]) => Promise<void>;
  /** Deletes old threads that the runs of a cron without a thread have left. */
  "langgraphCrons.cron.deleteThreads": (target?: CronTarget) => Promise<void>;
  "langgraphCrons.cron.duplicate": (target?: CronTarget) => Promise<void>;
  /** Keeps a cron as the user's template for new ones. */
  "langgraphCrons.cron.saveTemplate": (target?: CronTarget) => Promise<void>;
  /** The same with the form in the active tab. */
  "langgraphCrons.form.saveTemplate": () => Promise<void>;
  /** Opens the JSON field in which the user is, in the form in the active tab, in an editor beside it. */
  "langgraphCrons.form.openDocument": () => Promise<void>;
  "langgraphCrons.template.use": (node?: TreeNode) => Promise<void>;
  "langgraphCrons.template.delete": () => Promise<void>;
  "langgraphCrons.cron.move": (target?: CronTarget, rows?: readonly TreeNode[]) => Promise<void>;
  "langgraphCrons.cron.changeEnd": (target?: CronTarget, rows?: readonly TreeNode[]) => Promise<void>;
  "langgraphCrons.cron.export": (target?: CronTarget) => Promise<void>;
  /** The request that creates it, as text. */
  "langgraphCrons.cron.copyRequest": (target?: CronTarget) => Promise<void>;
  /** For the other features, not for menus: in which form, and whether to copy it or to open it. */
  "langgraphCrons.request.offer": (subject: RequestSubject) => Promise<void>;
  "langgraphCrons.cron.delete": (target?: CronTarget, rows?: readonly TreeNode[]) => Promise<void>;
  /** A row of the tree, or a run of another page. */
  "langgraphCrons.run.open": (target?: TreeNode | RunRef, opening?: PageOpening) => Promise<void>;
  /** The coming runs of what is selected in the tree, or of a connection. */
  "langgraphCrons.upcoming.open": (node?: TreeNode, rows?: readonly TreeNode[]) => Promise<void>;
  /** Makes the crons of the last deletion again. */
  "langgraphCrons.cron.undoDelete": () => Promise<void>;
  /** What spec files would change on a server. The explorer's menu also passes all selected files. */
  "langgraphCrons.plan.open": (target?: PlanTarget, selected?: readonly Uri[]) => Promise<void>;
  /** A plan that was saved; the explorer's menu passes its file, the palette asks for it. */
  "langgraphCrons.plan.openSaved": (file?: Uri) => Promise<void>;
  /** The rows of the view of cron files; a keybinding passes none, and then it is the selected row. */
  "langgraphCrons.files.refresh": () => Promise<void>;
  "langgraphCrons.files.open": (node?: FileNode) => Promise<void>;
  "langgraphCrons.files.plan": (node?: FileNode) => Promise<void>;
  "langgraphCrons.files.submit": (node?: FileNode) => Promise<void>;
  "langgraphCrons.files.compare": (node?: FileNode) => Promise<void>;
  /** In the explorer of files. */
  "langgraphCrons.files.reveal": (node?: FileNode) => Promise<void>;
  /** In the tree of crons. */
  "langgraphCrons.files.revealCron": (node?: FileNode) => Promise<void>;
  "langgraphCrons.files.export": (node?: FileNode) => Promise<void>;
  "langgraphCrons.spec.new": () => Promise<void>;
  /**
   * A lens passes the file and the spec's name, the explorer's menu the file and all selected files; the view of cron
   * files also the connection, where others take the chosen one.
   */
  "langgraphCrons.spec.submit": (file?: Uri, which?: string | readonly Uri[], connectionId?: string) => Promise<void>;
  "langgraphCrons.spec.openInForm": (file?: Uri, name?: string) => Promise<void>;
  "langgraphCrons.spec.diff": (file?: Uri, name?: string, connectionId?: string) => Promise<void>;
  "langgraphCrons.spec.updateFromServer": (file?: Uri, name?: string) => Promise<void>;
  /** A code action passes the file and the place of a call in its code; without them it is the call at the cursor. */
  "langgraphCrons.code.moveToSpec": (file?: Uri, offset?: number) => Promise<void>;
  /** The file beside what an environment has of a spec. */
  "langgraphCrons.spec.showInEnvironment": (file?: Uri, name?: string, environment?: string) => Promise<void>;
  "langgraphCrons.spec.copyRequest": (file?: Uri, name?: string) => Promise<void>;
  /**
   * For the other features, not for menus: another schedule for a cron, as an edit of the spec file that has its name, or
   * without one in its form. Nothing is saved or sent.
   */
  "langgraphCrons.spec.propose": (cron: CronRef, change: ScheduleProposal) => Promise<void>;
  "langgraphCrons.log.show": () => Promise<void>;
}

export type CommandId = keyof EditorCommands;
