import * as vscode from "vscode";

/** Milliseconds: after these VS Code tells what is written into a new folder. */
const settling = 1_000;

/**
 * Calls `found` with the files of a new folder that match. Of a new folder VS Code tells, but not always of the files that
 * are written into it at once, as a switched branch does it.
 */
export function watchNewFolders(
  patterns: readonly string[],
  found: (files: readonly vscode.Uri[]) => void,
): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher("**/*", false, true, true);
  const lookIn = async (created: vscode.Uri) => {
    if (/\/(node_modules|\.git)\//.test(`${created.path}/`) || !(await isFolder(created))) return;
    await new Promise((resolve) => setTimeout(resolve, settling));
    const matching = await Promise.all(
      patterns.map((pattern) =>
        vscode.workspace.findFiles(new vscode.RelativePattern(created, pattern), "**/node_modules/**"),
      ),
    );
    found(matching.flat());
  };
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate((created) => void lookIn(created)),
  );
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    return (await vscode.workspace.fs.stat(uri)).type === vscode.FileType.Directory;
  } catch {
    // It is gone again.
    return false;
  }
}
