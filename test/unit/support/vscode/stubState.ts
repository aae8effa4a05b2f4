import type * as vscode from "vscode";
import type { WorkspaceEdit } from "./editorTypes";
import { EventEmitter } from "./events";
import type { InputBox } from "./inputBox";
import type { QuickPick } from "./quickPick";
import { stubPanels } from "./webviews";

export interface ShownMessage {
  readonly severity: "information" | "warning" | "error";
  readonly text: string;
  readonly detail: string | undefined;
  readonly buttons: readonly string[];
}

export interface ShownPick {
  readonly items: readonly vscode.QuickPickItem[];
  readonly options: vscode.QuickPickOptions;
  /** Labels of the line that Enter takes, and of those that are ticked. */
  readonly marked?: { readonly active: readonly string[]; readonly selected: readonly string[] };
}

function freshState() {
  return {
    isTrusted: true,
    isFocused: true,
    /** Settings by full name, as `langgraphCrons.minimumMinutes`. */
    settings: new Map<string, unknown>(),
    /** Notifications and modal questions, in the order in which they were shown. */
    messages: [] as ShownMessage[],
    /** Chooses a button of a message; undefined: the user closes it. */
    answer: (_message: ShownMessage): string | undefined => undefined,
    statusBar: [] as string[],
    /** Items that were made, whether they are shown or not. */
    statusItems: [] as { readonly id: string; text: string; isShown: boolean; tooltip: unknown; command: unknown }[],
    /** Documents that were shown, with their selections. */
    shown: [] as ({ readonly document: vscode.TextDocument } & vscode.TextDocumentShowOptions)[],
    clipboard: "",
    /** Commands that were executed, with their arguments. */
    commands: [] as { readonly id: string; readonly args: readonly unknown[] }[],
    /** Handlers of registered commands, and of VS Code's own that a test stands in for. */
    handlers: new Map<string, (...args: unknown[]) => unknown>(),
    /** What `withProgress` showed. */
    progress: [] as { readonly title: string | undefined; readonly location: unknown }[],
    /** What `workspace.fs` finds, by path. */
    fileTexts: new Map<string, string>(),
    /** Files and folders that `workspace.fs` refuses to read, by path. */
    unreadable: new Set<string>(),
    /** What the save dialog answers. */
    saveAs: undefined as vscode.Uri | undefined,
    /** What the dialog for folders answers. */
    openFolder: undefined as vscode.Uri | undefined,
    /** Input boxes that were shown, and what is typed into each; undefined: the user leaves. */
    inputs: [] as vscode.InputBoxOptions[],
    input: (_options: vscode.InputBoxOptions): string | undefined => undefined,
    edits: [] as WorkspaceEdit[],
    documents: [] as vscode.TextDocument[],
    /** Roots of the workspace. */
    folders: [] as vscode.Uri[],
    activeDocument: undefined as Pick<vscode.TextDocument, "uri"> | undefined,
    /** What `findFiles` finds, whatever is looked for. */
    files: [] as vscode.Uri[],
    /** Lists that were shown. */
    picks: [] as ShownPick[],
    /** Takes entries of a list by their labels; undefined: the user leaves. */
    pick: (_shown: ShownPick): readonly string[] | undefined => undefined,
    /** A test types into lists of `createQuickPick`, picks and leaves by itself. */
    keepsPicksOpen: false,
    openPick: undefined as QuickPick | undefined,
    openBox: undefined as InputBox | undefined,
    visibleEditors: [] as Pick<vscode.TextEditor, "document">[],
    treeViews: [] as vscode.TreeView<unknown>[],
  };
}

/** What the stubbed window shows, holds and answers. */
export const stubState = freshState();

/** The events of the stubbed window and workspace: a test fires them. */
export const stubEvents = {
  cancelledProgress: new EventEmitter<void>(),
  grantedTrust: new EventEmitter<void>(),
  changedWindowState: new EventEmitter<vscode.WindowState>(),
  changedVisibility: new EventEmitter<vscode.TreeViewVisibilityChangeEvent>(),
  changedConfiguration: new EventEmitter<vscode.ConfigurationChangeEvent>(),
  createdFile: new EventEmitter<vscode.Uri>(),
  changedFile: new EventEmitter<vscode.Uri>(),
  deletedFile: new EventEmitter<vscode.Uri>(),
  changedFolders: new EventEmitter<void>(),
  changedDocument: new EventEmitter<vscode.TextDocumentChangeEvent>(),
  closedDocument: new EventEmitter<vscode.TextDocument>(),
  openedDocument: new EventEmitter<vscode.TextDocument>(),
  savedDocument: new EventEmitter<vscode.TextDocument>(),
  changedVisibleEditors: new EventEmitter<readonly vscode.TextEditor[]>(),
};

export function resetStub(): void {
  stubPanels.length = 0;
  Object.assign(stubState, freshState());
  for (const emitter of Object.values(stubEvents)) emitter.dispose();
}
