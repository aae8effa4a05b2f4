import * as vscode from "vscode";

/** Runs `task` under a notification whose Cancel aborts the signal. */
export async function withCancellableProgress<Value>(
  title: string,
  task: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (_progress, token) => {
      const controller = new AbortController();
      const listener = token.onCancellationRequested(() => controller.abort());
      try {
        return await task(controller.signal);
      } finally {
        listener.dispose();
      }
    },
  );
}
