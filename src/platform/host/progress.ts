import * as vscode from "vscode";

/** Runs `task` with a notification whose Cancel button aborts the signal. `report` shows what is happening. */
export async function withCancellableProgress<Value>(
  title: string,
  task: (signal: AbortSignal, report: (message: string) => void) => Promise<Value>,
): Promise<Value> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const controller = new AbortController();
      const listener = token.onCancellationRequested(() => controller.abort());
      try {
        return await task(controller.signal, (message) => progress.report({ message }));
      } finally {
        listener.dispose();
      }
    },
  );
}

/** Shows progress where the user will see it: in a view, usually the tree. */
export async function withViewProgress<Value>(
  task: () => Promise<Value>,
  viewId = "langgraphCrons.explorer",
): Promise<Value> {
  return vscode.window.withProgress({ location: { viewId } }, task);
}
