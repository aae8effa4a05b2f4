import * as vscode from "vscode";

/** What this window knows about the submission of a spec. */
export type SubmissionState =
  | { readonly kind: "running"; readonly connectionName: string }
  /** Shown until the document changes. */
  | { readonly kind: "done"; readonly version: number; readonly words: string };

/**
 * Submissions of this window: which ones are running, so that none runs twice at once, and the last result of each
 * spec.
 */
export class Submissions implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly running = new Set<string>();
  private readonly states = new Map<string, Map<string, SubmissionState>>();

  /** False if a submission of this name to this connection is still running. */
  begin(connectionId: string, name: string): boolean {
    const key = runningKey(connectionId, name);
    if (this.running.has(key)) return false;
    this.running.add(key);
    return true;
  }

  end(connectionId: string, name: string): void {
    this.running.delete(runningKey(connectionId, name));
  }

  state(document: vscode.TextDocument, name: string): SubmissionState | undefined {
    const state = this.states.get(document.uri.toString())?.get(name);
    return state?.kind === "done" && state.version !== document.version ? undefined : state;
  }

  set(file: vscode.Uri, name: string, state: SubmissionState | undefined): void {
    const key = file.toString();
    const states = this.states.get(key) ?? new Map<string, SubmissionState>();
    if (state === undefined) states.delete(name);
    else states.set(name, state);
    this.states.set(key, states);
    this.changed.fire();
  }

  forget(file: vscode.Uri): void {
    this.states.delete(file.toString());
  }

  dispose(): void {
    this.changed.dispose();
  }
}

function runningKey(connectionId: string, name: string): string {
  return JSON.stringify([connectionId, name]);
}
